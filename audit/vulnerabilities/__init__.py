"""Scanners' reports -> distinct vulnerabilities; two reports -> a verdict."""
