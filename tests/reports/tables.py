"""The tables of a scoreboard as a spreadsheet reads them."""

import csv
import io

from audit.model.scoreboard import Scoreboard
from reports import table


def text(board: Scoreboard, name: str) -> str:
    """Return a CSV file's text."""
    return next(str(content) for file, content in table.write(board) if file == f"{name}.csv")


def read(board: Scoreboard, name: str) -> list[dict[str, str]]:
    """Return a CSV file's rows by column."""
    return list(csv.DictReader(io.StringIO(text(board, name), newline="")))
