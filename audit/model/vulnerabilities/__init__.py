"""Vulnerabilities of images: single ones, scans of a component, comparisons and shifts."""
