"""Size the work on the way to a distroless runtime by the points of its blockers."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from audit.compliance.case.case import Case
from audit.model.finding import Blocker, Finding
from audit.policy.judgement import Effort
from audit.priorities.blockers import find


def blockers(case: Case, findings: tuple[Finding, ...], numbers: Effort) -> tuple[Blocker, ...]:
    """Return the blockers, the costliest first, then by place; the same place counts once for a name."""
    found = {(name, shown.path, shown.line): shown for name, shown in find(case, findings)}
    return priced((Blocker(*where, shown.text, "", 0) for where, shown in found.items()), numbers)


def priced(found: Iterable[Blocker], numbers: Effort) -> tuple[Blocker, ...]:
    """Return the blockers with the points and remedies in force, the costliest first, then by place."""
    known = numbers.blockers
    given = (
        replace(blocker, points=known[blocker.name].points, remedy=known[blocker.name].remedy) for blocker in found
    )
    return tuple(sorted(given, key=lambda blocker: (-blocker.points, blocker.name, blocker.path, blocker.line or 0)))


def size(found: tuple[Blocker, ...], numbers: Effort) -> Literal["S", "M", "L"]:
    """Return S, M or L by the points of the different blockers; one in many places counts once."""
    points = sum({blocker.name: blocker.points for blocker in found}.values())
    return "S" if points <= numbers.small_up_to else "M" if points <= numbers.medium_up_to else "L"
