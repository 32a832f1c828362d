"""Two reports of one image, compared."""
