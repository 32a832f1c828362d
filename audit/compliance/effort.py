"""How much work the way to a distroless runtime is: the blockers found, and their points."""

from typing import Literal

from audit.compliance import blockers as readings
from audit.compliance.rule import Case
from audit.model.finding import Blocker, Finding
from audit.policy.judgement import Effort


def blockers(case: Case, findings: tuple[Finding, ...], numbers: Effort) -> tuple[Blocker, ...]:
    """Return the blockers, the costliest first, then by where they stand; the same place counts once for a name."""
    found = {(name, said.path, said.line): said for name, said in readings.find(case, findings)}
    return tuple(
        sorted(
            (
                Blocker(name, path, line, said.text, numbers.blockers[name].remedy, numbers.blockers[name].points)
                for (name, path, line), said in found.items()
            ),
            key=lambda each: (-each.points, each.name, each.path, each.line or 0),
        ),
    )


def size(found: tuple[Blocker, ...], numbers: Effort) -> Literal["S", "M", "L"]:
    """Return S, M or L by the points of the different blockers; one that stands in many places counts once."""
    points = sum({each.name: each.points for each in found}.values())
    return "S" if points <= numbers.small_up_to else "M" if points <= numbers.medium_up_to else "L"
