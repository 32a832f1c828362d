"""Prepare the next steps and the plain table of components that needs no script."""

from dataclasses import dataclass

from audit.model.scoreboard import Standing
from reports.page.details.link import address, key
from reports.text.visible import name, prose
from reports.text.wording import DASH, decimal


@dataclass(frozen=True, slots=True)
class NextStep:
    """Hold one next step: component, action, and the reason for its rank."""

    key: str
    priority: str
    slug: str
    component: str
    place: str
    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """Hold one row of the plain table, every cell in words."""

    key: str
    rank: str
    priority: str
    slug: str
    component: str
    path: str
    url: str
    repository: str
    branch: str
    group: str
    kind: str
    base: str
    tier: str
    score: str
    effort: str
    failed: str
    unknown: str
    step: str


def first(standings: tuple[Standing, ...], limit: int = 5) -> tuple[NextStep, ...]:
    """Return the first components by rank that are neither done nor exempt."""
    ranked = sorted((s for s in standings if s.rank and s.priority not in {"done", "exempt", ""}), key=lambda s: s.rank)
    return tuple(_next_step(standing) for standing in ranked[:limit])


def _next_step(standing: Standing) -> NextStep:
    """Return one component's next step."""
    return NextStep(
        key=key(standing),
        priority=standing.priority,
        slug=standing.priority.lower(),
        component=name(standing.component.name),
        place=name(f"{standing.place.repository}, {standing.component.dockerfile.label}"),
        step=prose(standing.next_step),
        reason=prose(standing.reason),
    )


def component_row(standing: Standing) -> ComponentRow:
    """Return one component's row of the plain table."""
    return ComponentRow(
        key=key(standing),
        rank=str(standing.rank or DASH),
        priority=standing.priority or DASH,
        slug=standing.priority.lower(),
        component=name(standing.component.name),
        path=name(standing.component.dockerfile.label),
        url=address(standing),
        repository=name(standing.place.repository),
        branch=name(standing.place.branch),
        group=name(standing.place.working_group) or DASH,
        kind=name(f"{standing.component.kind.value}, {standing.component.language.value}"),
        base=name(standing.runtime.image.text),
        tier=standing.runtime.tier,
        score=f"{decimal(standing.score)} {standing.grade}".strip(),
        effort=standing.effort,
        failed=standing.codes("fail", "partial") or DASH,
        unknown=standing.codes("unknown"),
        step=prose(standing.next_step),
    )
