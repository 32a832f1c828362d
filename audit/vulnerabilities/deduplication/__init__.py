"""Merge the rows of reports into distinct vulnerabilities."""
