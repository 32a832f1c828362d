"""Values to frames of documented types: with `frames` and those who work on them, the room of pandas in `audit`."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import pandas as pd

from audit.library.frames.schema import Cell, Column, Shape

T = TypeVar("T")


def frame(shape: Shape[T], runs: Sequence[Iterable[T]]) -> pd.DataFrame:
    """Return the frame of some runs' values, oldest first: `run` counts them from 0, then come the shape's columns."""
    items = [(run, item) for run, given in enumerate(runs) for item in given]
    numbers = pd.Series([run for run, _ in items], dtype="Int64")
    cells = {column.name: series(column, [column.read(item) for _, item in items]) for column in shape.columns}
    return pd.DataFrame({"run": numbers, **cells})


def series(column: Column[Any], cells: Sequence[Cell]) -> "pd.Series[Any]":
    """Return a column of its documented type; what is None or an empty text is missing."""
    values = [None if cell == "" else cell for cell in cells]
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
    """Return the words in their order, one that no order knows after the others."""
    met = {str(value) for value in values if value is not None}
    return [*column.order, *sorted(met - set(column.order))]
