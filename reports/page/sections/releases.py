"""List components that differ at their deployed tag, and deployed images that are built elsewhere."""

from dataclasses import dataclass

from audit.model.deployment import Foreign
from audit.model.runtime import Released
from audit.model.scoreboard import Scoreboard, Standing
from reports.page.details.link import key
from reports.text.visible import name, prose
from reports.text.wording import DASH, amount, decimal


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """Hold a component whose branch is better or worse than its deployed tag."""

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
class ForeignImage:
    """Hold an image that a default installation runs and that no Dockerfile at hand publishes."""

    image: str
    manifest: str
    built_in: str
    reason: str


@dataclass(frozen=True, slots=True)
class Releases:
    """Hold both lists, and in one sentence how many components were read at their deployed tag."""

    said: str
    waiting: tuple[ReleaseRow, ...]
    elsewhere: tuple[ForeignImage, ...]


def build(scoreboard: Scoreboard) -> Releases:
    """Return the content of the section on releases."""
    inside = [
        (standing, standing.released)
        for standing in scoreboard.standings
        if standing.in_scope and standing.released is not None
    ]
    changed = [_release_row(each, released) for each, released in inside if _differs(each, released)]
    read, differ = amount(len(inside), "component"), amount(len(changed), "of them differs", "of them differ")
    said = f"At the deployed tag as well as on the branch: {read}; {differ} in score or base image."
    return Releases(said, tuple(changed), tuple(_foreign_image(image) for image in scoreboard.foreign))


def _differs(standing: Standing, released: Released) -> bool:
    same_base = released.base_image == standing.runtime.image.text
    return not same_base or released.score != standing.score or bool(released.fixed or released.broken)


def _release_row(standing: Standing, released: Released) -> ReleaseRow:
    return ReleaseRow(
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


def _foreign_image(foreign: Foreign) -> ForeignImage:
    where = foreign.evidence[0]
    manifest = prose(f"{foreign.repository} {where.path}:{where.line}")
    return ForeignImage(name(foreign.image), manifest, name(foreign.built_in) or DASH, prose(foreign.reason) or DASH)
