"""What a column of a frame is: its name, type, unit and meaning, and how it is read from the model."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T = TypeVar("T")
Cell = str | int | float | bool | None

# text: any words; word: one of few, in `order` where that is given; flag: yes, no or missing; count: a whole number or
# missing; number: with a fraction, or missing; day: a date (midnight, no time zone), or missing
Form = Literal["text", "word", "flag", "count", "number", "day"]


@dataclass(frozen=True)  # no slots: Python 3.11 cannot call `Column[Standing](...)` with them
class Column(Generic[T]):
    """Hold one column; `read` returns None (or an empty text) for what is missing."""

    name: str
    form: Form
    unit: str
    meaning: str
    read: Callable[[T], Cell]
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape(Generic[T]):
    """Hold what a whole frame is: its name, one row's meaning, the columns that tell rows apart, and all columns."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column[T], ...]
