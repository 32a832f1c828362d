"""Accepted findings: which waiver meets which finding, and what became of each waiver."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fnmatch import fnmatchcase

from audit.compliance import catalogue
from audit.model.dockerfile import Dockerfile
from audit.model.finding import Finding, Waiver, WaiverState
from audit.model.scoreboard import Place, Standing

NOTICE = timedelta(days=30)
_ACCEPTABLE = ("fail", "partial", "unknown")


def inline(dockerfile: Dockerfile, place: Place) -> Iterator[Waiver]:
    """Yield the waivers that stand in the Dockerfile itself, faulty ones left out."""
    for pragma in dockerfile.pragmas:
        if not pragma.fault:
            for rule in pragma.rules:
                yield _inline(dockerfile, place, rule, pragma.line, (pragma.reason, pragma.until))


def _inline(dockerfile: Dockerfile, place: Place, rule: str, line: int, said: tuple[str, str]) -> Waiver:
    reason, until = said
    return Waiver(
        rule, place.repository, dockerfile.path, reason, "the Dockerfile's owners", until, f"{dockerfile.path}:{line}"
    )


def waive(
    findings: Iterable[Finding],
    dockerfile: Dockerfile,
    place: Place,
    waivers: Iterable[Waiver],
    when: date,
) -> tuple[Finding, ...]:
    """Return the findings, those that a waiver in force meets signed with it; the one that lasts longest counts."""
    holding = sorted((each for each in waivers if not expired(each, when)), key=lambda each: each.until, reverse=True)
    return tuple(
        replace(finding, waiver=next((each for each in holding if meets(each, finding, dockerfile, place)), None))
        for finding in findings
    )


def expired(waiver: Waiver, when: date) -> bool:
    """Tell whether the last day is past."""
    return date.fromisoformat(waiver.until) < when


def meets(waiver: Waiver, finding: Finding, dockerfile: Dockerfile, place: Place) -> bool:
    """Tell whether a waiver is about a finding that leaves something to accept."""
    return (
        finding.verdict.result in _ACCEPTABLE
        and finding.rule.startswith(waiver.rule)
        and fnmatchcase(place.repository, waiver.repository)
        and fnmatchcase(dockerfile.path, waiver.path)
    )


def states(waivers: Sequence[Waiver], standings: Sequence[Standing], when: date, *, own: bool) -> Iterator[WaiverState]:
    """Yield what became of every waiver, the organisation's first, then those in Dockerfiles when they count."""
    inside = [each for one in standings for each in inline(one.component.dockerfile, one.place)] if own else []
    met = Counter(
        waiver
        for waiver in {*waivers, *inside}
        for one in standings
        for finding in one.findings
        if meets(waiver, finding, one.component.dockerfile, one.place)
    )
    yield from (_state(each, met[each], when) for each in dict.fromkeys([*waivers, *inside]))
    if own:
        yield from _faulty(standings)


def _state(waiver: Waiver, count: int, when: date) -> WaiverState:
    if not any(rule.code.startswith(waiver.rule) for rule in catalogue.every()):
        return WaiverState(waiver, "stale", 0, f"no rule begins with {waiver.rule}")
    if expired(waiver, when):
        return WaiverState(waiver, "expired", count, f"ended on {waiver.until}; its findings count again")
    if not count:
        return WaiverState(waiver, "stale", 0, "meets no finding; it can go")
    left = date.fromisoformat(waiver.until) - when
    if left <= NOTICE:
        return WaiverState(waiver, "expiring", count, f"ends in {left.days} days")
    return WaiverState(waiver, "active", count, "")


def _faulty(standings: Sequence[Standing]) -> Iterator[WaiverState]:
    for one in standings:
        dockerfile = one.component.dockerfile
        for pragma in dockerfile.pragmas:
            if pragma.fault:
                said = (pragma.reason, pragma.until)
                waiver = _inline(dockerfile, one.place, ",".join(pragma.rules), pragma.line, said)
                yield WaiverState(waiver, "faulty", 0, pragma.fault)
