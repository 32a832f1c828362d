"""Arguments in, exit code out: the command line, and with `reports.terminal` the only place that prints."""

from audit.cli.program import main

__all__ = ["main"]
