"""The reports that scanners write, one module a format."""
