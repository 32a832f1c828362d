"""Compare two reports of one image."""
