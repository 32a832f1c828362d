"""Images and manifests of the whole organisation brought together: what deploys a component."""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_args

from audit.dockerfile.syntax import image_reference
from audit.model.component import Component, Facts
from audit.model.deployment import Deployed, Deployment, Mention
from audit.model.evidence import Answer, Evidence

_PODS = frozenset({"", "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Pod", "ReplicaSet"})
_STRENGTH: tuple[Deployed, ...] = ("default", "runtime", "workspace", "optional")
_WHY: Mapping[str, str] = {
    "default": "a default installation runs it",
    "runtime": "the platform puts it into users' pods",
    "workspace": "users pick it from a list",
    "optional": "only a manifest that somebody chooses deploys it",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """Hold a mention with the repository whose manifest it is."""

    repository: str
    mention: Mention

    @property
    def by(self) -> str:
        """Return repository, path and line of the manifest."""
        where = self.mention.evidence[0]
        return f"{self.repository} {where.path}:{where.line}"


@dataclass(frozen=True, eq=False, slots=True)
class Manifests:
    """Hold all mentions by full name and by last part of the name, and how far the manifests are known.

    `distributed` says that the manifests of a default installation were read, `expected` that there are some;
    `publishing` are the branches of which any image is known to be pushed.
    """

    named: Mapping[str, tuple[Placed, ...]] = field(default_factory=dict)
    resembling: Mapping[str, tuple[Placed, ...]] = field(default_factory=dict)
    distributed: bool = False
    expected: bool = False
    choices: tuple[str, ...] = ()
    publishing: frozenset[tuple[str, str]] = frozenset()


NO_MANIFESTS = Manifests()


def gather(facts: Iterable[Facts], choices: tuple[str, ...], *, expected: bool) -> Manifests:
    """Bring the mentions of all repositories together; `expected` says that one was asked for that deploys."""
    known = tuple(facts)
    placed = [Placed(branch.repository, mention) for branch in known for mention in branch.mentions]
    return Manifests(
        named=_by(placed, lambda each: _canonical(each.mention.image)),
        resembling=_by(placed, lambda each: image_reference.read(each.mention.image).name.rpartition("/")[2]),
        distributed=any(placement.mention.default for placement in placed),
        expected=expected,
        choices=choices,
        publishing=frozenset(
            (branch.repository, branch.branch)
            for branch in known
            for component in branch.components
            if component.image and component.pushed
        ),
    )


def _by(placed: Iterable[Placed], key: Callable[[Placed], str]) -> dict[str, tuple[Placed, ...]]:
    found: dict[str, list[Placed]] = {}
    for placement in placed:
        found.setdefault(key(placement), []).append(placement)
    return {name: tuple(several) for name, several in found.items()}


def _canonical(image: str) -> str:
    return image_reference.canonical(image_reference.read(image))


def deployment(component: Component, near: tuple[str, str], manifests: Manifests) -> Deployment:
    """Answer whether a component's image is deployed: the strongest of the mentions of its names counts."""
    if component.deployment is not None:
        return _given(component.deployment)
    placed = [each for name in component.names for each in manifests.named.get(_canonical(name), ())]
    if not placed:
        return _unnamed(component, near, manifests)
    ranked = sorted(placed, key=lambda each: _STRENGTH.index(_class(each, manifests)))
    best, value = ranked[0], _class(ranked[0], manifests)
    why = "a program's default names it, and no manifest does" if best.mention.how == "source" else _WHY[value]
    image = image_reference.read(best.mention.image)
    evidence = tuple(_foreign(best.repository, near[0], best.mention.evidence))
    return Deployment(value, why, best.by, image.digest or image.tag, evidence)


def _given(answer: Answer) -> Deployment:
    """Return what an override answers, for the reason that it gives."""
    values: tuple[Deployed, ...] = get_args(Deployed)
    value = next(value for value in values if value == answer.value)
    return Deployment(value, "; ".join(entry.text for entry in answer.evidence), evidence=answer.evidence)


def _class(placed: Placed, manifests: Manifests) -> Deployed:
    mention = placed.mention
    if manifests.expected and not mention.default:
        return "optional"
    places = (mention.object, posixpath.basename(mention.evidence[0].path))
    if any(word in place for word in manifests.choices for place in places):
        return "workspace"
    if mention.how == "source":
        return "optional"
    return "default" if mention.how in ("field", "values") and mention.object in _PODS else "runtime"


def _unnamed(component: Component, near: tuple[str, str], manifests: Manifests) -> Deployment:
    """Answer for a component whose image no manifest names."""
    if component.image is None:
        if near not in manifests.publishing:
            return Deployment("unknown", "no workflow tells under which name it is published")
        if component.undecided:
            why = "the name under which it is built is not decided"
            return Deployment("unknown", why, evidence=component.undecided)
        return Deployment("none", "nothing publishes it: workflows of the branch push other images only")
    if manifests.expected and not manifests.distributed:
        return Deployment("unknown", "the manifests of a default installation could not be read")
    said = f"no manifest names it{_hint(component.image, manifests)}"
    if not component.pushed:
        return Deployment("unknown", f"it is built, not pushed, and {said}", evidence=component.image.evidence)
    return Deployment("published", f"it is pushed, and {said}", evidence=component.image.evidence)


def _hint(image: Answer, manifests: Manifests) -> str:
    last = image_reference.read(image.value).name.rpartition("/")[2]
    near = manifests.resembling.get(last, ())
    return f"; {near[0].by} names {near[0].mention.image}, perhaps the same" if near else ""


def _foreign(repository: str, own: str, evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield evidence with the repository before paths that are not the component's own repository's."""
    for item in evidence:
        yield item if repository == own else Evidence(f"{repository}/{item.path}", item.line, item.text)
