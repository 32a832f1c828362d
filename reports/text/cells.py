"""Return the values of columns as files and the page show them: numbers rounded, yes or no for a flag."""

from typing import TypeVar

from audit.model.columns.column import Cell, Column, TableColumns
from reports.text.wording import yes_no

T = TypeVar("T")


def cells(described: TableColumns[T], row: T) -> dict[str, Cell]:
    """Return a row's cells by the names of the columns that files have, in their order."""
    return {column.name: _cell(column, column.read(row)) for column in described.columns if column.filed}


def _cell(column: Column[T], value: Cell) -> Cell:
    match value:
        case bool():
            return yes_no(value)
        case float():
            return round(value, column.digits)
        case _:
            return value
