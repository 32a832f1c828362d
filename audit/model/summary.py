"""Hold counts and means of a run: branches by outcome, components by group, verdicts by rule."""

from dataclasses import dataclass
from typing import Literal

RowOrigin = Literal["ours", "upstream"]
Outcome = Literal["audited", "unchanged", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """Hold the one outcome of a repository's branch; the score is the mean of its in-scope components.

    `origin` is `upstream` for a project that the organisation deploys and does not maintain.
    """

    repository: str
    branch: str
    commit: str
    working_group: str
    outcome: Outcome
    reason: str
    dockerfiles: int
    in_scope: int
    skipped: int
    score: float | None
    grade: str
    origin: RowOrigin = "ours"


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Hold how many branches were expected, and how many of them came to each outcome; these sum to the expected."""

    expected: int
    audited: int
    unchanged: int
    skipped: int
    failed: int

    @property
    def coverage(self) -> float:
        """Return the share (0-1) of expected branches whose facts are known; 0 when none was expected."""
        return (self.audited + self.unchanged) / self.expected if self.expected else 0.0


@dataclass(frozen=True, slots=True)
class Summary:
    """Hold the mean over in-scope components of a group, a repository or the whole, with counts by priority."""

    name: str
    dockerfiles: int
    in_scope: int
    score: float | None
    grade: str
    coverage: float
    priorities: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Hold how often each verdict of a rule was given among in-scope components."""

    rule: str
    results: tuple[tuple[str, int], ...]
