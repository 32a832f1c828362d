"""Questions asked of a loaded run."""
