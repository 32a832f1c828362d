"""Turn rows into pandas frames of documented types."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import pandas as pd

from audit.model.columns.column import Cell, Column, TableColumns

T = TypeVar("T")


def frame(described: TableColumns[T], runs: Sequence[Iterable[T]]) -> pd.DataFrame:
    """Return the frame of the rows of some runs, oldest first: `run` counts them from 0, then come the columns."""
    items = [(run, item) for run, given in enumerate(runs) for item in given]
    numbers = pd.Series([run for run, _ in items], dtype="Int64")
    columns = {column.name: _typed(column, [column.read(item) for _, item in items]) for column in described.columns}
    return pd.DataFrame({"run": numbers, **columns})


def _typed(column: Column[Any], cells: Sequence[Cell]) -> "pd.Series[Any]":
    """Return a column of its documented type; None, an empty text and the column's word for unknown are missing."""
    values = [None if cell in ("", column.unknown) else cell for cell in cells]
    match column.form:
        case "word":
            return pd.Series(pd.Categorical(values, categories=_words(column, values), ordered=bool(column.order)))
        case "day":
            return pd.Series(values, dtype="datetime64[s]")  # nanoseconds would end in 2262
        case "flag":
            return pd.Series(values, dtype="boolean")
        case "count":
            return pd.Series(values, dtype="Int64")
        case "number":
            return pd.Series(values, dtype="float64")
        case "text":
            return pd.Series(values, dtype="string")


def _words(column: Column[Any], values: Iterable[Cell]) -> list[str]:
    """Return the words in their order, then those that the order does not name."""
    found = {str(value) for value in values if value is not None}
    return [*column.order, *sorted(found - set(column.order))]
