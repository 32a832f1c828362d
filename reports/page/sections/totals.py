"""Summarise the organisation, its working groups and its repositories."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from audit.model.scoreboard import Standing
from audit.model.summary import Summary
from reports.text.visible import name
from reports.text.wording import DASH, amount, decimal, percent

_MEANINGS = {
    "P1": "do now",
    "P2": "plan",
    "P3": "later",
    "P4": "not worth it",
    "done": "nothing left to move",
    "exempt": "for a reason on record",
}
_BARENESS = ("distroless", "equivalent", "minimal", "slim", "full", "unknown")


@dataclass(frozen=True, slots=True)
class PriorityShare:
    """Hold how many components have one priority; `start` and `width` (0-100) place its part of a bar."""

    priority: str
    slug: str
    meaning: str
    count: int
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class TierShare:
    """Hold the share of components that run on one tier; `start` and `width` (0-100) place its part of a bar."""

    slug: str
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Total:
    """Hold one summary in words; `width` (0-100) is the length of its bar, `note` says why there is no score.

    `view` is the address of its rows in the table; `images` counts the published names of those in scope.
    """

    name: str
    score: str
    grade: str
    width: str
    note: str
    coverage: str
    dockerfiles: str
    in_scope: str
    images: str
    said: str
    bareness: str
    view: str
    shares: tuple[PriorityShare, ...]
    tiers: tuple[TierShare, ...]


def total(summary: Summary, standings: tuple[Standing, ...], view: str = "") -> Total:
    """Return a summary in words; `standings` are its own, `view` is their address in the table."""
    inside = tuple(standing for standing in standings if standing.in_scope)
    counts, tiers = dict(summary.priorities), _counted(inside)
    return Total(
        name=name(summary.name),
        score=decimal(summary.score),
        grade=summary.grade or DASH,
        width=f"{summary.score or 0:.1f}",
        note=_note(summary),
        coverage=percent(summary.coverage) if summary.in_scope else DASH,
        dockerfiles=amount(summary.dockerfiles, "Dockerfile"),
        in_scope=f"{summary.in_scope:,}",
        images=f"{len({s.component.image.value for s in inside if s.component.image}):,}",
        bareness=" ".join(f"{tier} {tiers[tier]:,}" for tier in _BARENESS if tiers[tier]),
        said=" ".join(f"{priority} {counts[priority]:,}" for priority in _MEANINGS if counts.get(priority)),
        view=view,
        shares=_shares(counts),
        tiers=tuple(TierShare(slug, start, width) for slug, start, width in _parts(_BARENESS, tiers)),
    )


def by_group(summaries: Iterable[Summary], standings: tuple[Standing, ...]) -> tuple[Total, ...]:
    """Return each working group's summary with its components; the summary without a group's name has the rest."""
    own: dict[str, tuple[Standing, ...]] = {}
    for standing in standings:
        group = standing.place.working_group
        own[group] = (*own.get(group, ()), standing)
    groups = {summary.name: summary.name if summary.name in own else "" for summary in summaries}
    return tuple(
        total(summary, own.get(groups[summary.name], ()), _view("group", groups[summary.name])) for summary in summaries
    )


def by_repository(summaries: Iterable[Summary], standings: tuple[Standing, ...]) -> tuple[Total, ...]:
    """Return each repository's summary with its components."""
    own: dict[str, tuple[Standing, ...]] = {}
    for standing in standings:
        own[standing.place.repository] = (*own.get(standing.place.repository, ()), standing)
    return tuple(total(summary, own.get(summary.name, ()), _view("repository", summary.name)) for summary in summaries)


def _view(column: str, value: str) -> str:
    """Return the address of the table's rows with this value."""
    return f"#view?{urlencode({column: name(value) or DASH}, errors='surrogateescape')}"


def _counted(standings: tuple[Standing, ...]) -> Counter[str]:
    """Count the components by the tier they run on."""
    return Counter(s.runtime.tier if s.runtime.tier in _BARENESS else "unknown" for s in standings)


def _note(summary: Summary) -> str:
    """Return why there is no score, or nothing when there is one."""
    if summary.score is not None:
        return ""
    return "nothing that applies is known" if summary.in_scope else "nothing in scope"


def _shares(counts: dict[str, int]) -> tuple[PriorityShare, ...]:
    """Return the priorities in order; exempt only when there is one."""
    shown = [priority for priority in _MEANINGS if priority != "exempt" or counts.get(priority)]
    return tuple(
        PriorityShare(priority, priority.lower(), _MEANINGS[priority], counts.get(priority, 0), start, width)
        for priority, start, width in _parts(shown, counts)
    )


def _parts(order: Iterable[str], counts: Mapping[str, int]) -> Iterator[tuple[str, str, str]]:
    """Yield each name with start and width (0-100) of its part of a bar."""
    names = tuple(order)
    all_counts, start = max(sum(counts.get(name_, 0) for name_ in names), 1), 0.0
    for name_ in names:
        width = 100 * counts.get(name_, 0) / all_counts
        yield name_, f"{start:.2f}", f"{width:.2f}"
        start += width
