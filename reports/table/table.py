"""Fill the columns of a table with cells for files, and write them as CSV; the only door to pandas of `reports`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd

from audit.model.columns.column import Cell, Form, TableColumns
from audit.model.scoreboard import Run
from reports.text.cells import cells
from reports.text.visible import visible

T = TypeVar("T")
_FORMULA = tuple("=+-@\t\r＝＋－＠")  # noqa: RUF001 - spreadsheets take the full-width signs for formulas too


@dataclass(frozen=True, slots=True)
class Table:
    """Hold a table for a file: the names and types of its columns in order, and its rows of cells."""

    columns: tuple[tuple[str, Form], ...]
    rows: tuple[tuple[Cell, ...], ...]


def of(described: TableColumns[T], items: Iterable[T], run: Run) -> Table:
    """Return one row for each item, and in the last two columns the profile and rule set that judged it."""
    columns = ((column.name, column.form) for column in described.columns if column.filed)
    return Table(
        (*columns, ("profile", "word"), ("rule_set", "word")),
        tuple((*cells(described, item).values(), run.profile, run.rule_set) for item in items),
    )


def to_csv(table: Table) -> str:
    """Return the table as CSV (RFC 4180): UTF-8, lines end with CR and LF, no cell holds a line break or a formula."""
    texts = [[_inert(cell) for cell in row] for row in table.rows]
    frame = pd.DataFrame(texts, columns=[name for name, _ in table.columns], dtype=object)
    return frame.to_csv(index=False, lineterminator="\r\n")


def _inert(value: Cell) -> str:
    """Return the cell's text: numbers as they are, nothing for None, words made visible and inert."""
    match value:
        case None:
            return ""
        case str():
            return ("'" if value.lstrip(" ").startswith(_FORMULA) else "") + visible(value)
        case _:
            return str(value)
