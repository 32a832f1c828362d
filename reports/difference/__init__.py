"""Render the difference of two runs: for the terminal, as JSON, as Markdown."""
