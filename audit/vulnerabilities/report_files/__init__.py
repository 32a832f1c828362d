"""Report files: reading them, and finding the one of an image."""
