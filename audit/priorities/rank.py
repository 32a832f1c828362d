"""Compute impact and priority, rank the rows, and give the reason in one sentence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count

from audit.compliance import catalogue
from audit.model.deployment import Deployed
from audit.model.finding import Blocker, Finding
from audit.model.scoreboard import Priority, Standing
from audit.policy.judgement import Impact
from audit.policy.vulnerabilities import Threat
from audit.priorities import vulnerability_risk

_DEPLOYED: Mapping[Deployed, str] = {
    "default": "deployed by default",
    "runtime": "put into users' pods",
    "workspace": "picked by users",
    "optional": "deployed by choice",
    "published": "published only",
    "none": "not published",
    "unknown": "deployment not known",
}
_ORDER: tuple[Priority, ...] = ("P1", "P2", "P3", "P4", "done", "exempt", "")


@dataclass(frozen=True, slots=True)
class ImpactShare:
    """Hold one share of the impact: its points, and what they are for in words."""

    points: float
    words: str


def shares(standing: Standing, numbers: Impact, opinions: Threat) -> tuple[ImpactShare, ...]:
    """Return the shares that make up the impact (0-100); a component without a gap has none."""
    score = standing.score
    if score is not None and score >= 100:  # noqa: PLR2004 - a full score leaves no gap
        return ()
    gap = 1.0 if score is None else 1 - score / 100
    risk, risk_words = vulnerability_risk.of(standing, numbers, opinions)
    missing = "nothing of it is known" if score is None else f"is {100 - score:.0f} points short of the guideline"
    return (
        ImpactShare(100 * numbers.gap * gap, missing),
        _exposure(standing, numbers),
        ImpactShare(100 * numbers.threat * risk, risk_words),
        *_reach(standing.dependents, numbers),
    )


def _exposure(standing: Standing, numbers: Impact) -> ImpactShare:
    """Return the share for the kind of the component, less where fewer installations run it."""
    kind, deployed = standing.component.kind.value, standing.deployment.value
    exposure = numbers.exposure_by_kind.get(kind, 0.0) * numbers.exposure_by_deployment[deployed]
    return ImpactShare(100 * numbers.exposure * exposure, f"is a {kind} ({_DEPLOYED[deployed]})")


def _reach(dependents: int, numbers: Impact) -> Iterator[ImpactShare]:
    """Yield the share for the images that are built on this one, when there are any."""
    if dependents:
        points = 100 * numbers.reach * min(1.0, dependents / numbers.reach_is_full_at)
        yield ImpactShare(points, f"carries {dependents} other image{'s' if dependents > 1 else ''}")


def impact(given: Iterable[ImpactShare]) -> float:
    """Return the sum of the shares, one decimal."""
    return round(sum(share.points for share in given), 1)


def priority(standing: Standing, high_from: float) -> Priority:
    """Return P1 to P4 for what is to do, `done` where nothing is, and nothing for what is out of scope."""
    if not standing.in_scope:
        return ""
    if not any(is_open(finding) for finding in standing.findings):
        return "exempt" if any(finding.waiver and finding.weight for finding in standing.findings) else "done"
    high, small = standing.impact >= high_from, standing.effort in ("S", "M")
    if high:
        return "P1" if small else "P2"
    return "P3" if standing.effort == "S" else "P4"


def is_open(finding: Finding) -> bool:
    """Return whether a finding of the active profile leaves something to do."""
    counts = finding.weight > 0 and finding.waiver is None
    return counts and finding.verdict.result in ("fail", "partial", "unknown")


def ranked(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """Return the standings in order of priority, impact, effort and place; ranks count what is in scope.

    The rows of upstream projects come last: those of the organisation have the same ranks with and without them.
    """
    numbers = count(1)
    return tuple(
        replace(standing, rank=next(numbers) if standing.in_scope else 0) for standing in sorted(standings, key=_key)
    )


def _key(standing: Standing) -> tuple[bool, int, float, int, str, str, str, str]:
    return (
        standing.place.origin == "upstream",
        _ORDER.index(standing.priority),
        -standing.impact,
        "SML".index(standing.effort),
        standing.place.repository,
        standing.place.branch,
        standing.component.dockerfile.path,
        standing.component.dockerfile.target,
    )


def reason(standing: Standing, given: tuple[ImpactShare, ...]) -> str:
    """Return the sentence that gives the reason for the order of a row."""
    if not standing.in_scope:
        return f"Not ranked: {standing.scope_reason}."
    if standing.priority == "exempt":
        waived = ", ".join(finding.rule for finding in standing.findings if finding.waiver)
        return f"Nothing to do for now: what is left is waived ({waived})."
    if standing.priority == "done":
        return "Nothing to do: every rule of the profile that applies passes."
    parts = ", ".join(f"{share.words} (+{share.points:.0f})" for share in given if share.points)
    parts = parts or f"falls short in nothing that is known, but of {_unknown(standing)} nothing is"
    work = _work(standing.blockers)
    return f"{standing.priority}: impact {standing.impact:.0f}, for it {parts}; effort {standing.effort}, {work}."


def _unknown(standing: Standing) -> str:
    return ", ".join(finding.rule for finding in standing.findings if is_open(finding))


def _work(found: tuple[Blocker, ...]) -> str:
    names = sorted({blocker.name for blocker in found})
    return f"for it has to overcome {', '.join(names)}" if names else "no blocker was found"


def next_step(findings: Iterable[Finding], found: tuple[Blocker, ...]) -> str:
    """Return what to do first: the step of the heaviest failing rule, and the remedy of the first blocker."""
    steps = sorted(
        (finding for finding in findings if is_open(finding) and finding.verdict.next_step),
        key=lambda finding: (
            -finding.weight,
            finding.verdict.result != "fail",
            finding.rule not in catalogue.judging_runtime(),
            finding.rule,
        ),
    )
    first = steps[0].verdict.next_step if steps else ""
    return f"{first} First {found[0].remedy}." if first and found else first
