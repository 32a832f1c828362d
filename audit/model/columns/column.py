"""Describe a column and a table: names, types, units, meanings, and where values are read."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

T = TypeVar("T")
U = TypeVar("U")
Cell = str | int | float | bool | None

# text: any words; word: one of few, in `order` where that is given; flag: yes, no or missing; count: a whole number or
# missing; number: with a fraction, or missing; day: a date (midnight, no time zone), or missing
Form = Literal["text", "word", "flag", "count", "number", "day"]


@dataclass(frozen=True)  # no slots: Python 3.11 cannot call `Column[Standing](...)` with them
class Column(Generic[T]):
    """Hold one column; `read` returns None or an empty text for a missing value.

    `unknown` is the word that files write for a value that was not found out; a frame has no value there. `digits` is
    the number of decimals of a `number` in files. A column that is not `filed` is in frames only.
    """

    name: str
    form: Form
    unit: str
    meaning: str
    read: Callable[[T], Cell]
    order: tuple[str, ...] = ()
    unknown: str = ""
    digits: int = 1
    filed: bool = True

    def of(self, inner: Callable[[U], T]) -> "Column[U]":
        """Return this column for rows from which `inner` gets the row that this column reads."""
        read = self.read
        return replace(self, read=lambda row: read(inner(row)))  # type: ignore[arg-type,return-value]  # T becomes U


@dataclass(frozen=True, slots=True)
class TableColumns(Generic[T]):
    """Hold a table's name, the meaning of one row, the key columns, and all columns in order."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column[T], ...]

    def named(self, *names: str) -> tuple[Column[T], ...]:
        """Return the columns of these names, in the order of the names."""
        by_name = {column.name: column for column in self.columns}
        return tuple(by_name[name] for name in names)
