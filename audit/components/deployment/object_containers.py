"""Read the containers of one Kubernetes object, and what is asked of each."""

from collections.abc import Iterator

from audit.components.deployment import container_demands
from audit.model.deployment import Container
from audit.model.evidence import Evidence
from audit.policy.yaml.nodes import At, Value

_LISTS = ("containers", "initContainers")
_DEEPEST = 40


def find(found: At, before: int) -> Iterator[Container]:
    """Yield the containers of an object that name an image or ask something; their paths are empty.

    `before` is how many lines precede the object's document in its file.
    """
    owner = found.mapping("metadata").text("name")
    for pod in _pods(found, 0):
        for container in _listed(pod):
            demands = tuple(container_demands.find(container, pod, before))
            place = container.places.get("image")
            if demands or place:
                image = container.text("image").strip().replace(container_demands.UNDECIDED, "?")
                at = Evidence("", place.line + before, f"image: {image}") if place else None
                yield Container(found.text("kind"), owner, container.text("name"), image, at, demands)


def _pods(value: Value, depth: int) -> Iterator[At]:
    """Yield every mapping that holds containers, however deep an object has it."""
    if depth > _DEEPEST or isinstance(value, str):
        return
    if isinstance(value, At) and any(_listed(value)):
        yield value
    for inner in value.values() if isinstance(value, At) else value:
        yield from _pods(inner, depth + 1)


def _listed(pod: At) -> Iterator[At]:
    for item in (item for key in _LISTS for item in pod.items_of(key)):
        if isinstance(item, At):
            yield item
    if pod.mapping("container").text("image"):
        yield pod.mapping("container")
