"""Scores of the whole, of a working group, of a repository, as the page says them."""

from dataclasses import dataclass

from audit.model.scoreboard import Summary
from reports.visible import name
from reports.wording import DASH, amount, decimal, percent

_MEANINGS = {
    "P1": "high impact, small or medium effort",
    "P2": "high impact, large effort",
    "P3": "low impact, small effort",
    "P4": "the rest",
    "done": "nothing left to do",
    "exempt": "accepted by a waiver",
}


@dataclass(frozen=True, slots=True)
class Share:
    """Hold how many components have one priority; `start` and `width` (0-100) place its part of a bar."""

    priority: str
    slug: str
    meaning: str
    count: int
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Total:
    """Hold one summary in words; `width` (0-100) is the length of its bar, `note` says why there is no score."""

    name: str
    score: str
    grade: str
    width: str
    note: str
    coverage: str
    dockerfiles: str
    in_scope: str
    first: str
    shares: tuple[Share, ...]


def total(summary: Summary) -> Total:
    """Return a summary in words."""
    return Total(
        name=name(summary.name),
        score=decimal(summary.score),
        grade=summary.grade or DASH,
        width=f"{summary.score or 0:.1f}",
        note=_note(summary),
        coverage=percent(summary.coverage) if summary.in_scope else DASH,
        dockerfiles=amount(summary.dockerfiles, "Dockerfile"),
        in_scope=f"{summary.in_scope:,}",
        first=f"{dict(summary.priorities).get('P1', 0):,}",
        shares=_shares(dict(summary.priorities)),
    )


def _note(summary: Summary) -> str:
    """Return why there is no score, or nothing when there is one."""
    if summary.score is not None:
        return ""
    return "nothing that applies is known" if summary.in_scope else "nothing in scope"


def _shares(counts: dict[str, int]) -> tuple[Share, ...]:
    """Return the priorities in order; exempt only when there is one."""
    shown = [priority for priority in _MEANINGS if priority != "exempt" or counts.get(priority)]
    whole = max(sum(counts.get(priority, 0) for priority in shown), 1)
    shares, start = [], 0.0
    for priority in shown:
        count = counts.get(priority, 0)
        width = 100 * count / whole
        shares.append(Share(priority, priority.lower(), _MEANINGS[priority], count, f"{start:.2f}", f"{width:.2f}"))
        start += width
    return tuple(shares)
