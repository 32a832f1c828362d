"""The records of a run as pandas frames."""
