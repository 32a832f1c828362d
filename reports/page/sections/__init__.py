"""Prepare the sections of the page as values that templates print."""
