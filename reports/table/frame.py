"""Tables, and how they become CSV that a spreadsheet opens without running anything; the only door to pandas."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from audit.model.scoreboard import Run
from reports.text.visible import visible

Cell = str | int | float | None
Row = Mapping[str, Cell]

_FORMULA = tuple("=+-@\t\r＝＋－＠")  # noqa: RUF001 - spreadsheets take the full-width signs for formulas too


JUDGED = ("profile", "rule_set")


@dataclass(frozen=True, slots=True)
class Table:
    """Hold a table: its columns in order, its rows, and of what type the columns are that are not words."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: Mapping[str, type[int] | type[float]]

    def judged_by(self, run: Run) -> "Table":
        """Return the table with two more columns: by which profile and rules its rows were judged."""
        judged = {"profile": run.profile, "rule_set": run.rule_set}
        return Table((*self.columns, *JUDGED), tuple({**row, **judged} for row in self.rows), self.numbers)


def to_csv(table: Table) -> str:
    """Return the table as CSV (RFC 4180): UTF-8, lines end with CR and LF, no cell holds a line break or a formula."""
    cells = [[_cell(row[column]) for column in table.columns] for row in table.rows]
    frame = pd.DataFrame(cells, columns=list(table.columns), dtype=object)
    return frame.to_csv(index=False, lineterminator="\r\n")


def _cell(value: Cell) -> str:
    """Return the cell's text: numbers as they are, nothing for None, words made visible and inert."""
    match value:
        case None:
            return ""
        case str():
            return ("'" if value.lstrip(" ").startswith(_FORMULA) else "") + visible(value)
        case _:
            return str(value)
