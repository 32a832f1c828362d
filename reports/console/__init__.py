"""Print on the terminal."""
