"""What changed between two runs, and why."""

from dataclasses import dataclass
from typing import Literal

from audit.model.component import Key
from audit.model.scoreboard import Run
from audit.model.summary import Outcomes, Summary
from audit.model.vulnerabilities.shift import FlawShift, ImageShift

# of a component: new, gone, moved; lost and back: could not be looked at in NEW, in OLD; entered and left: the scope;
# priority and score: these alone. Of a finding: introduced with its component or newly applying, regressed, improved,
# fixed, blurred (known no more), waived; expired and withdrawn: its waiver.
Kind = Literal[
    "new",
    "gone",
    "moved",
    "lost",
    "back",
    "entered",
    "left",
    "priority",
    "score",
    "introduced",
    "regressed",
    "improved",
    "fixed",
    "blurred",
    "waived",
    "expired",
    "withdrawn",
]
REGRESSIONS: tuple[Kind, ...] = ("introduced", "regressed", "expired", "withdrawn")

Cause = Literal["code", "rules", "priorities", "lifecycle", "configuration", "coverage"]
CAUSES: tuple[Cause, ...] = ("code", "rules", "priorities", "lifecycle", "configuration", "coverage")


@dataclass(frozen=True, slots=True)
class Reason:
    """Hold why something changed: the cause, a sentence, the address of the commits, and causes not ruled out."""

    cause: Cause
    why: str
    link: str = ""
    also: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Hold one change of a component, or of a finding of it (then with `rule`), before and after in words.

    `counts` says that it bears on a score: the component is in scope, and a finding weighs something.
    """

    kind: Kind
    repository: str
    branch: str
    dockerfile: str
    component: str
    counts: bool
    before: str
    after: str
    reason: Reason
    rule: str = ""
    slug: str = ""
    target: str = ""

    @property
    def key(self) -> Key:
        """Return repository, branch, path of the Dockerfile and target."""
        return self.repository, self.branch, self.dockerfile, self.target


@dataclass(frozen=True, slots=True)
class Side:
    """Hold one of the two runs."""

    id: str
    run: Run
    total: Summary
    outcomes: Outcomes


@dataclass(frozen=True, slots=True)
class Difference:
    """Hold what changed from one run to another, by place; `notes` say what makes the two hard to compare.

    `shifts` are vulnerabilities that came and left, for each component of which both runs had a scan.
    """

    old: Side
    new: Side
    changes: tuple[Change, ...]
    notes: tuple[str, ...]
    shifts: tuple[ImageShift, ...] = ()

    @property
    def regressions(self) -> tuple[Change, ...]:
        """Return what got worse in scope: findings that came or fell, waivers that ended."""
        return tuple(change for change in self.changes if change.counts and change.kind in REGRESSIONS)

    @property
    def worse(self) -> tuple[FlawShift, ...]:
        """Return the vulnerabilities that came to a component in scope with another image; no disclosures."""
        return tuple(flaw for shift in self.shifts if shift.counts for flaw in shift.flaws if flaw.how == "regression")

    @property
    def lost(self) -> tuple[Change, ...]:
        """Return what could be looked at in the old run and not in the new."""
        return tuple(change for change in self.changes if change.kind == "lost")


@dataclass(frozen=True, slots=True)
class Since:
    """Hold what changed since a moment that readers know: `the run before`, or a release."""

    moment: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class Point:
    """Hold the score of one run on record; None when nothing in scope was known."""

    date: str
    score: float | None


@dataclass(frozen=True, slots=True)
class HistoryExcerpt:
    """Hold what a run shows of the history: changes since moments that readers know, and the score over time."""

    since: tuple[Since, ...] = ()
    points: tuple[Point, ...] = ()
