"""Read the formats of scanners' reports, one module a format."""
