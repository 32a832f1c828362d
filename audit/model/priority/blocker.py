"""Hold what blocks the move to a distroless runtime."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Blocker:
    """Hold one blocker: its name, where it was read, the effort that it makes of the move, and what to do about it.

    `line` is 1-based, None for a whole file; `effort` is small, medium or large.
    """

    name: str
    path: str
    line: int | None
    text: str
    remedy: str
    effort: Literal["S", "M", "L"]
