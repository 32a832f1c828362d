"""Rows to CSV that a spreadsheet opens without running anything; the only door to pandas."""

from collections.abc import Iterable, Mapping

import pandas as pd

from reports.visible import visible

Cell = str | int | float | None
Row = Mapping[str, Cell]

_FORMULA = tuple("=+-@\t\r＝＋－＠")  # noqa: RUF001 - spreadsheets take the full-width signs for formulas too


def to_csv(columns: tuple[str, ...], rows: Iterable[Row]) -> str:
    """Return the rows as CSV with exactly these columns, one newline a line and nothing that acts as a formula."""
    cells = [[_cell(row[column]) for column in columns] for row in rows]
    frame = pd.DataFrame(cells, columns=list(columns), dtype=object)
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
