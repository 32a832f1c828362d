"""Hold how long a run took, beside the scoreboard and never in it: the same facts must give the same bytes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phase:
    """Hold one phase of a run and the seconds it took."""

    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Timing:
    """Hold when a run ended (ISO 8601, UTC), its seconds, those of each phase in order, and its exit code."""

    ended: str
    seconds: float
    phases: tuple[Phase, ...]
    exit_code: int
