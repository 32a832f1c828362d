"""The image graph inside an organisation: which image stands on which other one that the organisation builds itself."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from audit.dockerfile.syntax import image_reference
from audit.model.component import Component, Facts, Key
from audit.model.dockerfile import Dockerfile, Image
from audit.model.evidence import Evidence

_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Foundation:
    """Hold the outside image that a stage stands on in the end, and the FROM lines that lead there.

    `through` are the organisation's own Dockerfiles on the way, nearest first, empty when there are none.
    """

    image: Image
    evidence: tuple[Evidence, ...]
    through: tuple[Component, ...] = ()


@dataclass(frozen=True, eq=False)
class Graph:
    """Hold the organisation's components by the name under which each is published."""

    published: Mapping[str, Mapping[Key, Component]]

    def builder(self, image: Image, near: tuple[str, str]) -> tuple[Key, Component] | None:
        """Return the component that publishes the image: of the same repository and branch, else the only one."""
        found = self.published.get(image_reference.canonical(image), {}) if image.name else {}
        beside = [(node, each) for node, each in found.items() if node[:2] == near]
        if beside:
            return beside[0]
        return next(iter(found.items())) if len(found) == 1 else None


NOTHING = Graph({})


def build(facts: Iterable[Facts]) -> Graph:
    """Return the graph of all components whose published name is known."""
    published: dict[str, dict[Key, Component]] = {}
    for branch in facts:
        for component in branch.components:
            if component.image is not None:
                name = image_reference.canonical(image_reference.read(component.image.value))
                published.setdefault(name, {})[branch.key(component)] = component
    return Graph(published)


def foundation(dockerfile: Dockerfile, index: int, graph: Graph, near: tuple[str, str]) -> Foundation:
    """Follow a stage to the image at its bottom, through images that the organisation builds itself."""
    root = dockerfile.root(index)
    evidence = [Evidence(dockerfile.path, root.line, f"FROM {root.image.text}")]
    image, through = root.image, list[Component]()
    for node, below in _below((*near, dockerfile.path, dockerfile.target), image, graph):
        root = below.dockerfile.root(below.dockerfile.final)
        place = below.dockerfile.path if node[0] == near[0] else f"{node[0]}/{below.dockerfile.path}"
        evidence.append(Evidence(place, root.line, f"FROM {root.image.text}"))
        through.append(below)
        image = root.image
    return Foundation(image, tuple(evidence), tuple(through))


def dependents(facts: Iterable[Facts], graph: Graph) -> dict[Key, int]:
    """Return how many components stand on each one, directly or through others."""
    counts: dict[Key, int] = {}
    for branch in facts:
        for component in branch.components:
            dockerfile = component.dockerfile
            for node, _ in _below(branch.key(component), dockerfile.root(dockerfile.final).image, graph):
                counts[node] = counts.get(node, 0) + 1
    return counts


def _below(start: Key, image: Image, graph: Graph) -> Iterator[tuple[Key, Component]]:
    """Yield the components that an image is built on, nearest first; a cycle ends where it closes."""
    seen = {start}
    near = start[:2]
    while len(seen) < _DEPTH and (found := graph.builder(image, near)) is not None and found[0] not in seen:
        yield found
        seen.add(found[0])
        near, dockerfile = found[0][:2], found[1].dockerfile
        image = dockerfile.root(dockerfile.final).image
