"""How long a run took; it travels beside the scoreboard, never in it: the same facts must give the same bytes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phase:
    """Hold one phase of a run and the seconds it took."""

    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Visit:
    """Hold one repository and the seconds that surveying it took, on whatever machine that was."""

    repository: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Timing:
    """Hold when a run began and ended (ISO 8601, UTC), its seconds in whole and in parts, and its exit code.

    Repositories are surveyed at the same time, so the seconds of the visits may sum to more than those of the phase.
    """

    began: str
    ended: str
    seconds: float
    phases: tuple[Phase, ...]
    visits: tuple[Visit, ...]
    exit_code: int
