"""Report findings for code scanning: SARIF and workflow annotations."""
