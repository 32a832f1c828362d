"""What is deployed: what waits for a release, and which images of an installation are built elsewhere."""

from dataclasses import dataclass

from audit.model.deployment import Foreign
from audit.model.runtime import Released
from audit.model.scoreboard import Scoreboard, Standing
from reports.page.details.link import key
from reports.text.visible import name, prose
from reports.text.wording import DASH, amount, decimal


@dataclass(frozen=True, slots=True)
class Waiting:
    """Hold a component that is mended on its branch, or got worse there, since the tag that is deployed."""

    key: str
    component: str
    repository: str
    tag: str
    released: str
    head: str
    base_then: str
    base_now: str
    fixed: str
    broken: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Hold an image that a default installation runs and that no Dockerfile at hand publishes."""

    image: str
    manifest: str


@dataclass(frozen=True, slots=True)
class Shipped:
    """Hold both lists, and in one sentence how many components were read at their deployed tag."""

    said: str
    waiting: tuple[Waiting, ...]
    elsewhere: tuple[Elsewhere, ...]


def build(scoreboard: Scoreboard) -> Shipped:
    """Return what the section on releases shows."""
    inside = [(each, each.released) for each in scoreboard.standings if each.in_scope and each.released is not None]
    changed = [_waiting(each, released) for each, released in inside if _differs(each, released)]
    read, differ = amount(len(inside), "component"), amount(len(changed), "of them differs", "of them differ")
    said = f"At the deployed tag as well as on the branch: {read}; {differ} in score or base image."
    return Shipped(said, tuple(changed), tuple(_elsewhere(each) for each in scoreboard.foreign))


def _differs(standing: Standing, released: Released) -> bool:
    same_base = released.base_image == standing.runtime.image.text
    return not same_base or released.score != standing.score or bool(released.fixed or released.broken)


def _waiting(standing: Standing, released: Released) -> Waiting:
    return Waiting(
        key=key(standing),
        component=name(standing.component.name),
        repository=name(standing.place.repository),
        tag=name(released.tag),
        released=decimal(released.score),
        head=decimal(standing.score),
        base_then=name(released.base_image),
        base_now=name(standing.runtime.image.text),
        fixed=", ".join(released.fixed) or DASH,
        broken=", ".join(released.broken) or DASH,
    )


def _elsewhere(foreign: Foreign) -> Elsewhere:
    where = foreign.evidence[0]
    return Elsewhere(name(foreign.image), prose(f"{foreign.repository} {where.path}:{where.line}"))
