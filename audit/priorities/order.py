"""Order the campaigns inside a class, and give ranks: a campaign takes its best member's place and counts once."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from typing import Any

from audit.model.priority.ranking import Priority
from audit.model.scoreboard import Standing
from audit.priorities import campaigns, wording

_CLASSES: tuple[Priority, ...] = ("P1", "P2", "P3", "P4", "done", "exempt", "")
_USERS = ("root", "named", "unknown", "numeric")
_NEVER = "9999-99-99"


def ranked(rows: Iterable[Standing]) -> tuple[Standing, ...]:
    """Return the rows in order, each with its rank and the sentence of its campaign; out of scope the rank is 0.

    The rows of upstream projects come last: those of the organisation have the same ranks with and without them.
    """
    members: dict[str, list[Standing]] = {}
    for row in campaigns.sized(rows):
        members.setdefault(row.ranking.campaign if row.in_scope else f"\0{row.key}", []).append(row)
    steps = sorted((sorted(step, key=_key) for step in members.values()), key=lambda step: _key(step[0]))
    numbers = count(1)
    return tuple(
        replace(row, rank=place, reason=wording.reason(row, step))
        for step in steps
        for place in [next(numbers) if step[0].in_scope else 0]
        for row in step
    )


def _key(row: Standing) -> tuple[Any, ...]:
    """Return the order: class, effort, exposure, users' pods, ended base, user, reach, vulnerabilities, place."""
    ranking = row.ranking
    return (
        row.place.origin == "upstream",
        _CLASSES.index(row.priority),
        "SML".find(row.effort),
        "ABC".find(row.exposure),
        not ranking.injected,
        ranking.ended or _NEVER,
        _USERS.index(ranking.user),
        -ranking.size,
        -row.dependents,
        -_fixable(row),
        row.place.repository,
        row.place.branch,
        row.component.dockerfile.path,
        row.component.dockerfile.target,
    )


def _fixable(row: Standing) -> int:
    """Return how many critical and high vulnerabilities have a fix; none where no scan counts."""
    scan = row.scan
    if scan is None or scan.doubt:
        return 0
    return sum(flaw.fixable and flaw.severity in ("critical", "high") for flaw in scan.flaws)
