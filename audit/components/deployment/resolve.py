"""Images and manifests of the whole organisation brought together: what deploys a component."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from audit.components.deployment import documented, unnamed
from audit.components.deployment.placed_mentions import Manifests, Placed, canonical
from audit.dockerfile.syntax import image_reference
from audit.model.component import Component
from audit.model.deployment import Deployed, Deployment
from audit.model.evidence import Answer, Evidence

_PODS = frozenset({"", "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Pod", "ReplicaSet"})
_STRENGTH: tuple[Deployed, ...] = ("default", "runtime", "workspace", "optional", "published")
_WHY: Mapping[str, str] = {
    "default": "a default installation runs it",
    "runtime": "the platform puts it into users' pods",
    "workspace": "users pick it from a list",
    "optional": "only a manifest that somebody chooses deploys it",
    "published": "no manifest names it; the project's documentation, a compose file or its sources run it",
}


def deployment(component: Component, near: tuple[str, str], manifests: Manifests) -> Deployment:
    """Answer whether a component's image is deployed: the strongest of the mentions of its names counts."""
    if component.deployment is not None:
        return _given(component.deployment)
    placed = [each for name in component.names for each in manifests.named.get(canonical(name), ())]
    moved = () if placed else tuple(_elsewhere(component, near, manifests))
    placed = placed or list(moved)
    if not placed:
        return unnamed.answer(component, near, manifests)
    ranked = sorted(placed, key=lambda each: _STRENGTH.index(_class(each, manifests)))
    best, value = ranked[0], _class(ranked[0], manifests)
    if value == "published" and not component.pushed:
        value = "unknown"
    why = (
        "a program's default names it, and no manifest does"
        if best.mention.how == "source"
        else _WHY.get(value, _WHY["published"])
    )
    why += ", from another registry than it is pushed to" if moved else ""
    image = image_reference.read(best.mention.image)
    evidence = tuple(_foreign(best.repository, near[0], best.mention.evidence))
    return Deployment(value, why, best.by, image.digest or image.tag, evidence)


def _elsewhere(component: Component, near: tuple[str, str], manifests: Manifests) -> Iterator[Placed]:
    """Yield where the repository's own manifests run the image from another registry, to which it is promoted.

    Of that image the last part of the name is the same, the part before it is too or names the repository or its
    owner, and no Dockerfile at hand is known to build it.
    """
    for name in component.names:
        *_, before, last = ("", *image_reference.read(name).name.split("/"))
        for placement in manifests.resembling.get(last, ()):
            image = image_reference.read(placement.mention.image)
            folders = image.name.split("/")[:-1]
            is_theirs = placement.repository != near[0] or placement.mention.how not in ("field", "values", "string")
            is_same = bool(folders) and (folders[-1] == before or not {*folders}.isdisjoint(near[0].lower().split("/")))
            if is_same and not is_theirs and canonical(image.text) not in manifests.claimed:
                yield placement


def _given(answer: Answer) -> Deployment:
    """Return what an override answers, for the reason that it gives."""
    values: tuple[Deployed, ...] = get_args(Deployed)
    value = next(value for value in values if value == answer.value)
    return Deployment(value, "; ".join(entry.text for entry in answer.evidence), evidence=answer.evidence)


def _class(placed: Placed, manifests: Manifests) -> Deployed:
    mention = placed.mention
    if mention.how == "documented" or mention.object == documented.COMPOSE:
        return "published"
    if manifests.expected and not mention.default:
        return "optional"
    places = (mention.object, posixpath.basename(mention.evidence[0].path))
    if any(word in place for word in manifests.choices for place in places):
        return "workspace"
    if mention.how in ("source", "values"):
        return "optional"
    return "default" if mention.how == "field" and mention.object in _PODS else "runtime"


def _foreign(repository: str, own: str, evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield evidence with the repository before paths that are not the component's own repository's."""
    for item in evidence:
        yield item if repository == own else Evidence(f"{repository}/{item.path}", item.line, item.text)
