"""Runs on record and the difference between two of them."""
