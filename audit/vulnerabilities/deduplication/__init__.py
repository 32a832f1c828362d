"""Distinct vulnerabilities out of the rows of a report."""
