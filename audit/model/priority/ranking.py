"""Hold the three letters of a row with their evidence, the gate that decides instead, and the target of the move."""

from dataclasses import dataclass
from typing import Literal

from audit.model.evidence import Evidence

Priority = Literal["P1", "P2", "P3", "P4", "done", "exempt", ""]
UserKind = Literal["root", "named", "numeric", "unknown"]


@dataclass(frozen=True, slots=True)
class Letter:
    """Hold one letter, why it is given, and what was read; `unknown`: facts are missing and the careful one is given.

    The letter is empty out of scope.
    """

    letter: str = ""
    why: str = ""
    evidence: tuple[Evidence, ...] = ()
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """Hold a gate of the rule book that decides the class before the table does, with its reason."""

    priority: Priority
    why: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Hold the base image to move to and why; without one that fits `image` is empty and `why` says what is missing."""

    image: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Hold all that the rule book reads of a row.

    `program` is what runs, in words; `user` the kind of user that the image runs as; `ended` the last day (ISO) of the
    base's support, empty while it is supported; `injected`: the platform puts the image into users' pods; `campaign` is
    the text that the rows of one step share, `size` how many rows that are, `step_effort` the effort of the worst.
    """

    value: Letter = Letter()
    exposure: Letter = Letter()
    effort: Letter = Letter()
    gate: Gate | None = None
    target: Target = Target()
    program: str = ""
    user: UserKind = "unknown"
    ended: str = ""
    injected: bool = False
    campaign: str = ""
    size: int = 0
    step_effort: str = ""


NOT_RANKED = Ranking()
