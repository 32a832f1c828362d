"""Prepare the next steps and the plain table of components that needs no script."""

from dataclasses import dataclass
from itertools import islice

from audit.model.scoreboard import Standing
from reports.page.details.link import address, key
from reports.text.steps import steps
from reports.text.visible import name, prose
from reports.text.wording import DASH, amount, decimal


@dataclass(frozen=True, slots=True)
class Member:
    """Hold one further component of a step: the key of its row, its name and path."""

    key: str
    component: str
    path: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """Hold one step: its first component, letters, action, the reason for its rank, and the other components."""

    key: str
    priority: str
    slug: str
    component: str
    place: str
    letters: str
    step: str
    reason: str
    size: str
    others: tuple[Member, ...]


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
    letters: str
    failed: str
    unknown: str
    step: str


def first(standings: tuple[Standing, ...], limit: int = 5) -> tuple[NextStep, ...]:
    """Return the first campaigns by rank that are neither done nor exempt."""
    return tuple(_next_step(members) for members in islice(steps(standings), limit))


def _next_step(members: tuple[Standing, ...]) -> NextStep:
    """Return one campaign's step."""
    lead = members[0]
    return NextStep(
        key=key(lead),
        priority=lead.priority,
        slug=lead.priority.lower(),
        component=name(lead.component.name),
        place=name(f"{lead.place.repository} {lead.place.branch}, {lead.component.dockerfile.label}"),
        letters=f"value {lead.value}, exposure {lead.exposure}, effort {lead.ranking.step_effort or lead.effort}",
        step=prose(lead.next_step),
        reason=prose(lead.reason),
        size=amount(len(members), "component"),
        others=tuple(
            Member(key(member), name(member.component.name), name(member.component.dockerfile.label))
            for member in members[1:]
        ),
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
        letters=" ".join(filter(None, (standing.value, standing.exposure, standing.effort))) or DASH,
        failed=standing.codes("fail", "partial") or DASH,
        unknown=standing.codes("unknown"),
        step=prose(standing.next_step),
    )
