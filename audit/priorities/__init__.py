"""Which image to move first."""
