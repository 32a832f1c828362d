"""Rows to CSV that a spreadsheet opens without running anything; the only door to pandas."""

from collections.abc import Iterable, Mapping

import pandas as pd

from audit.model.scoreboard import Run
from reports.visible import visible

Cell = str | int | float | None
Row = Mapping[str, Cell]

_FORMULA = tuple("=+-@\t\r＝＋－＠")  # noqa: RUF001 - spreadsheets take the full-width signs for formulas too


JUDGED = ("profile", "rule_set")


def to_csv(columns: tuple[str, ...], rows: Iterable[Row], run: Run) -> str:
    """Return the rows as CSV with exactly these columns and then by what they were judged.

    Lines end with one newline, and nothing acts as a formula.
    """
    judged = [_cell(run.profile), _cell(run.rule_set)]
    cells = [[*(_cell(row[column]) for column in columns), *judged] for row in rows]
    frame = pd.DataFrame(cells, columns=[*columns, *JUDGED], dtype=object)
    return frame.to_csv(index=False, lineterminator="\n")


def _cell(value: Cell) -> str:
    """Return the cell's text: numbers as they are, nothing for None, words made visible and inert."""
    match value:
        case None:
            return ""
        case str():
            return ("'" if value.lstrip(" ").startswith(_FORMULA) else "") + visible(value)
        case _:
            return str(value)
