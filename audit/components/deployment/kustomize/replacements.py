"""Values of ConfigMaps that kustomize writes into the image fields of objects: `replacements` and `vars`."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from audit.model.deployment import Mention
from audit.policy.yaml.nodes import At, Items

_FIELD = "image"
Replaced = tuple[str, str]  # the key of the ConfigMap's data, and the kind of the object whose image it becomes


def read(found: At) -> tuple[Replaced, ...]:
    """Return the keys whose values become images; a variable's object is a Deployment where no other is known."""
    listed = (entry for entry in found.items_of("replacements") if isinstance(entry, At))
    replaced = [pair for entry in listed for pair in _pairs(entry)]
    for entry in found.items_of("vars"):
        path = entry.mapping("fieldref").text("fieldpath") if isinstance(entry, At) else ""
        if path.startswith("data.") and _FIELD in path.lower():
            replaced.append((path.removeprefix("data."), "Deployment"))
    return tuple(replaced)


def _pairs(entry: At) -> Iterator[Replaced]:
    source = entry.mapping("source").text("fieldPath")
    for target in entry.items_of("targets"):
        paths = target.items_of("fieldPaths") if isinstance(target, At) else Items()
        if isinstance(target, At) and any(isinstance(path, str) and path.endswith(f".{_FIELD}") for path in paths):
            yield source.removeprefix("data."), target.mapping("select").text("kind") or "Deployment"


def apply(mentions: Iterable[Mention], replaced: tuple[Replaced, ...]) -> Iterator[Mention]:
    """Yield the mentions; those of a value that becomes an image count as the image of that object."""
    kinds = dict(replaced)
    for mention in mentions:
        key = mention.evidence[0].text.partition("=")[0].partition(":")[0].strip()
        is_value = mention.how == "string" and key in kinds
        yield replace(mention, how="field", object=kinds[key]) if is_value else mention
