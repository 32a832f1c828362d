"""Scores of the whole, of a working group, of a repository, as the page says them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from audit.model.scoreboard import Standing
from audit.model.summary import Summary
from reports.text.visible import name
from reports.text.wording import DASH, amount, decimal, percent

_MEANINGS = {
    "P1": "high impact, small or medium effort",
    "P2": "high impact, large effort",
    "P3": "low impact, small effort",
    "P4": "the rest",
    "done": "nothing left to do",
    "exempt": "accepted by a waiver",
}
_BARENESS = ("distroless", "equivalent", "minimal", "slim", "full", "unknown")


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
class Tier:
    """Hold the share of components that run on one tier; `start` and `width` (0-100) place its part of a bar."""

    slug: str
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Total:
    """Hold one summary in words; `width` (0-100) is the length of its bar, `note` says why there is no score.

    `view` is the address at which the table shows its rows; `images` counts the published names of those in scope.
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
    shares: tuple[Share, ...]
    tiers: tuple[Tier, ...]


def total(summary: Summary, standings: tuple[Standing, ...], view: str = "") -> Total:
    """Return a summary in words, from its own standings; `view` says where the table shows them."""
    inside = tuple(each for each in standings if each.in_scope)
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
        tiers=tuple(Tier(slug, start, width) for slug, start, width in _parts(_BARENESS, tiers)),
    )


def by_group(summaries: Iterable[Summary], standings: tuple[Standing, ...]) -> tuple[Total, ...]:
    """Return each working group's summary with its components; a summary after which no group is named is the rest."""
    own: dict[str, tuple[Standing, ...]] = {}
    for standing in standings:
        group = standing.place.working_group
        own[group] = (*own.get(group, ()), standing)
    groups = {each.name: each.name if each.name in own else "" for each in summaries}
    return tuple(total(each, own.get(groups[each.name], ()), _view("group", groups[each.name])) for each in summaries)


def by_repository(summaries: Iterable[Summary], standings: tuple[Standing, ...]) -> tuple[Total, ...]:
    """Return each repository's summary with its components."""
    own: dict[str, tuple[Standing, ...]] = {}
    for standing in standings:
        own[standing.place.repository] = (*own.get(standing.place.repository, ()), standing)
    return tuple(total(each, own.get(each.name, ()), _view("repository", each.name)) for each in summaries)


def _view(column: str, value: str) -> str:
    """Return the address at which the table shows the rows with this value."""
    return f"#view?{urlencode({column: name(value) or DASH}, errors='surrogateescape')}"


def _counted(standings: tuple[Standing, ...]) -> Counter[str]:
    """Count the components by the tier they run on."""
    return Counter(s.runtime.tier if s.runtime.tier in _BARENESS else "unknown" for s in standings)


def _note(summary: Summary) -> str:
    """Return why there is no score, or nothing when there is one."""
    if summary.score is not None:
        return ""
    return "nothing that applies is known" if summary.in_scope else "nothing in scope"


def _shares(counts: dict[str, int]) -> tuple[Share, ...]:
    """Return the priorities in order; exempt only when there is one."""
    shown = [priority for priority in _MEANINGS if priority != "exempt" or counts.get(priority)]
    return tuple(
        Share(priority, priority.lower(), _MEANINGS[priority], counts.get(priority, 0), start, width)
        for priority, start, width in _parts(shown, counts)
    )


def _parts(order: Iterable[str], counts: Mapping[str, int]) -> Iterator[tuple[str, str, str]]:
    """Yield each name with where its part of a bar of 100 begins and how long it is."""
    names = tuple(order)
    whole, start = max(sum(counts.get(each, 0) for each in names), 1), 0.0
    for each in names:
        width = 100 * counts.get(each, 0) / whole
        yield each, f"{start:.2f}", f"{width:.2f}"
        start += width
