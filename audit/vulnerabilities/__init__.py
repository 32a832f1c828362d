"""Read scanners' reports, count distinct vulnerabilities, compare two reports of one image."""
