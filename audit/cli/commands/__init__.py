"""The commands of `image-audit`, one module each."""
