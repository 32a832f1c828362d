"""Findings for code scanning: SARIF and workflow annotations."""
