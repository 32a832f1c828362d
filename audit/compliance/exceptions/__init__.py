"""Accepted findings (waivers) and reviewed answers (overrides)."""
