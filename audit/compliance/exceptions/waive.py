"""Sign the findings that a waiver accepts, and report the state of every waiver."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fnmatch import fnmatchcase

from audit.model.dockerfile import Dockerfile, Pragma
from audit.model.finding import Finding, Waiver, WaiverState
from audit.model.place import Place
from audit.model.scoreboard import Standing

NOTICE = timedelta(days=30)
_ACCEPTABLE = ("fail", "partial", "unknown")


def inline(dockerfile: Dockerfile, place: Place) -> Iterator[Waiver]:
    """Yield the waivers in the comments of the Dockerfile itself, faulty ones left out."""
    for pragma in dockerfile.pragmas:
        if not pragma.fault:
            yield from (_inline(rule, pragma, dockerfile, place) for rule in pragma.rules)


def _inline(rule: str, pragma: Pragma, dockerfile: Dockerfile, place: Place) -> Waiver:
    return Waiver(
        rule=rule,
        repository=place.repository,
        path=dockerfile.path,
        reason=pragma.reason,
        owner="the Dockerfile's owners",
        until=pragma.until,
        place=f"{dockerfile.path}:{pragma.line}",
    )


def waive(
    findings: Iterable[Finding],
    dockerfile: Dockerfile,
    place: Place,
    waivers: Iterable[Waiver],
    when: date,
) -> tuple[Finding, ...]:
    """Return the findings, signed with the waiver in force that meets them; the one that lasts longest counts."""
    in_force = (waiver for waiver in waivers if not expired(waiver, when))
    longest_first = sorted(in_force, key=lambda waiver: waiver.until, reverse=True)
    return tuple(
        replace(finding, waiver=next((one for one in longest_first if meets(one, finding, dockerfile, place)), None))
        for finding in findings
    )


def expired(waiver: Waiver, when: date) -> bool:
    """Return whether the last day is past."""
    return date.fromisoformat(waiver.until) < when


def meets(waiver: Waiver, finding: Finding, dockerfile: Dockerfile, place: Place) -> bool:
    """Return whether a waiver is about a finding that leaves something to accept."""
    return (
        finding.verdict.result in _ACCEPTABLE
        and finding.rule.startswith(waiver.rule)
        and fnmatchcase(place.repository, waiver.repository)
        and fnmatchcase(dockerfile.path, waiver.path)
        and fnmatchcase(dockerfile.target, waiver.target)
    )


def states(
    waivers: Sequence[Waiver], standings: Sequence[Standing], when: date, codes: Collection[str], *, own: bool
) -> Iterator[WaiverState]:
    """Yield the state of every waiver, the organisation's first, then those in Dockerfiles when `own` ones count.

    `codes` are those of all rules: a waiver of another code is stale.
    """
    pragmas = list(_all_inline(standings)) if own else []
    met = Counter(
        waiver
        for waiver in {*waivers, *pragmas}
        for row in standings
        for finding in row.findings
        if meets(waiver, finding, row.component.dockerfile, row.place)
    )
    yield from (_state(waiver, met[waiver], when, codes) for waiver in dict.fromkeys([*waivers, *pragmas]))
    if own:
        yield from _faulty(standings)


def _all_inline(standings: Iterable[Standing]) -> Iterator[Waiver]:
    for row in standings:
        yield from inline(row.component.dockerfile, row.place)


def _state(waiver: Waiver, count: int, when: date, codes: Collection[str]) -> WaiverState:
    if not any(code.startswith(waiver.rule) for code in codes):
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
    for row in standings:
        for pragma in row.component.dockerfile.pragmas:
            if pragma.fault:
                waiver = _inline(",".join(pragma.rules), pragma, row.component.dockerfile, row.place)
                yield WaiverState(waiver, "faulty", 0, pragma.fault)
