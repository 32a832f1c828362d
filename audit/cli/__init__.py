"""Run the command line: arguments in, exit code out; only this package and `reports.console` print."""

from audit.cli.program import main

__all__ = ["main"]
