"""Audit an organisation or work trees, from options to files."""
