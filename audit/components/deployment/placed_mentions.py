"""Mentions of images over the whole organisation, by name."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from audit.dockerfile.syntax import image_reference
from audit.model.component import Facts
from audit.model.deployment import Mention


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
    `publishing` are the branches of which any image is known to be pushed, `claimed` the full names of all images that
    some Dockerfile is known to build.
    """

    named: Mapping[str, tuple[Placed, ...]] = field(default_factory=dict)
    resembling: Mapping[str, tuple[Placed, ...]] = field(default_factory=dict)
    distributed: bool = False
    expected: bool = False
    choices: tuple[str, ...] = ()
    publishing: frozenset[tuple[str, str]] = frozenset()
    claimed: frozenset[str] = frozenset()


NO_MANIFESTS = Manifests()


def gather(facts: Iterable[Facts], choices: tuple[str, ...], *, expected: bool) -> Manifests:
    """Bring the mentions of all repositories together; `expected` says that one was asked for that deploys."""
    known = tuple(facts)
    placed = [Placed(branch.repository, mention) for branch in known for mention in branch.mentions]
    return Manifests(
        named=_by(placed, lambda each: canonical(each.mention.image)),
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
        claimed=frozenset(
            canonical(name) for branch in known for component in branch.components for name in component.names
        ),
    )


def _by(placed: Iterable[Placed], key: Callable[[Placed], str]) -> dict[str, tuple[Placed, ...]]:
    found: dict[str, list[Placed]] = {}
    for placement in placed:
        found.setdefault(key(placement), []).append(placement)
    return {name: tuple(several) for name, several in found.items()}


def canonical(image: str) -> str:
    """Return the full name of an image, without tag and digest."""
    return image_reference.canonical(image_reference.read(image))
