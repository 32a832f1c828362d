"""The comparison of two scanners' reports: on the terminal, as JSON, as Markdown."""
