"""Read report files and find the reports of an image."""
