"""What changed between two runs: on the terminal, as JSON, as Markdown."""
