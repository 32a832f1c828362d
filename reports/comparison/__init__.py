"""Render the comparison of two scanner reports: for the terminal, as JSON, as Markdown."""
