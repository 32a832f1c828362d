"""Bring together what manifests of the whole organisation ask of the containers that run a component's image."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from audit.dockerfile.syntax import image_reference
from audit.model.component import Component, Facts
from audit.model.deployment import Container, Demand
from audit.model.evidence import Evidence

_Owner = tuple[str, str, str, str, str]  # repository, branch, object, its name, container


@dataclass(frozen=True, eq=False, slots=True)
class ContainerIndex:
    """Hold the containers by the image that they run, and the patches of each by the container that they name."""

    running: Mapping[str, tuple[tuple[Facts, Container, bool], ...]] = field(default_factory=dict)
    patches: Mapping[_Owner, tuple[Container, ...]] = field(default_factory=dict)


NO_CONTAINERS = ContainerIndex()


def index(facts: Iterable[Facts]) -> ContainerIndex:
    """Index the containers of all branches; images that a kustomization renames count under both names."""
    running: dict[str, list[tuple[Facts, Container, bool]]] = {}
    patches: dict[_Owner, list[Container]] = {}
    for branch in facts:
        names = _renamed(branch)
        for container in branch.containers:
            if container.image_at is None:
                patches.setdefault(_owner(branch, container), []).append(container)
                continue
            place = (container.image_at.path, container.image_at.line)
            default = place in names and any(is_default for _, is_default in names[place])
            for image in {_canonical(container.image), *(image for image, _ in names.get(place, ()))}:
                running.setdefault(image, []).append((branch, container, default))
    return ContainerIndex(
        {image: tuple(found) for image, found in running.items()},
        {owner: tuple(found) for owner, found in patches.items()},
    )


def _renamed(branch: Facts) -> dict[tuple[str, int | None], list[tuple[str, bool]]]:
    """Return place of an `image:` field -> the images it becomes, and whether a default installation applies it."""
    found: dict[tuple[str, int | None], list[tuple[str, bool]]] = {}
    for mention in branch.mentions:
        where = mention.evidence[0]
        found.setdefault((where.path, where.line), []).append((_canonical(mention.image), mention.default))
    return found


def _canonical(image: str) -> str:
    return image_reference.canonical(image_reference.read(image.strip("\"'")))


def _owner(branch: Facts, container: Container) -> _Owner:
    return branch.repository, branch.branch, container.object, container.owner, container.name


def find(component: Component, near: tuple[str, str], containers: ContainerIndex) -> tuple[Demand, ...]:
    """Return what is asked of the component's containers, those of its own branch first, overlays' patches after."""
    names = dict.fromkeys(_canonical(name) for name in component.names)
    running = [found for name in names for found in containers.running.get(name, ())]
    own = [item for item in running if (item[0].repository, item[0].branch) == near]
    foreign = [item for item in running if item[0].repository != near[0]]
    return tuple(dict.fromkeys(demand for item in (*own, *foreign) for demand in _of(item, near, containers)))


def _of(item: tuple[Facts, Container, bool], near: tuple[str, str], containers: ContainerIndex) -> Iterator[Demand]:
    branch, container, default = item
    prefix = "" if branch.repository == near[0] else f"{branch.repository}/"
    for demand in container.demands:
        yield replace(_placed(demand, prefix), default=default)
    for patch in containers.patches.get(_owner(branch, container), ()):
        for demand in patch.demands:
            yield replace(_placed(demand, prefix), overlay=True)


def _placed(demand: Demand, prefix: str) -> Demand:
    where = demand.evidence
    return replace(demand, evidence=Evidence(f"{prefix}{where.path}", where.line, where.text))
