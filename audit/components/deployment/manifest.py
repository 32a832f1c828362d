"""Read Kubernetes objects in YAML text: their kinds and their scalars, each with its keys and line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from audit.components.deployment import object_containers
from audit.dockerfile.build_context import Files
from audit.model.deployment import Container
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At, Items, Place, Value

MAXIMUM_CHARACTERS = 3_000_000
_LONGEST_PATH = 60  # parts of a JSON patch's path, the last ones
_SEPARATOR = re.compile(r"^---(?=\s|\Z)", re.MULTILINE)
_KIND = re.compile(r"^kind:[ \t]*['\"]?(\w+)", re.MULTILINE)
_DEFINITION = "CustomResourceDefinition"
_HOLDS = re.compile(r"\b(?:containers|initContainers|container)\b[\"']?:")
_WORTH = re.compile("image", re.IGNORECASE)
_DEFINITION_FOLDER = re.compile(r"(?:^|[-_./])(?:crds?|customresourcedefinitions?)(?:[-_.]\w+)*/")
_DEFINITION_FILE = re.compile(r"(?:.*[-_.])?(?:crds?|customresourcedefinitions?)\.ya?ml")


@dataclass(frozen=True, slots=True)
class Scalar:
    """Hold a text, the keys that lead to it (list positions as `[]`), its 1-based line, and whether it is a block.

    To the value of a JSON patch leads the path that it patches, to the value of a variable the variable's name.
    """

    keys: tuple[str, ...]
    text: str
    line: int
    block: bool

    @property
    def first(self) -> int:
        """Return the line on which the text itself begins."""
        return self.line + 1 if self.block else self.line


@dataclass(frozen=True, slots=True)
class Object:
    """Hold one object: its kind, empty when it tells none, its scalars in order, its containers without a path."""

    kind: str
    scalars: tuple[Scalar, ...]
    containers: tuple[Container, ...] = ()


def text(path: str, files: Files) -> str:
    """Return a manifest's text, empty when it is not at hand or its name says that it only defines types."""
    return "" if defines(path) else files.text(path) or ""


def defines(path: str) -> bool:
    """Tell by the name whether a file only defines types; such files are the largest and name no image."""
    folder, slash, name = path.lower().rpartition("/")
    return _DEFINITION_FOLDER.search(folder + slash) is not None or _DEFINITION_FILE.fullmatch(name) is not None


@lru_cache(maxsize=4096)
def objects(text: str, line: int = 0) -> tuple[Object, ...]:
    """Return the objects that may name an image; what is broken, too large or defines a type only is left out.

    `line` is how many lines stand before the text in its file.
    """
    return tuple(_objects(text[:MAXIMUM_CHARACTERS], line))


def containers(text: str, line: int = 0) -> Iterator[Container]:
    """Yield the containers of all objects, those of patches that name no image too; their paths are empty."""
    for item in objects(text, line) if line else objects(text):  # as others ask, so that it is read once
        yield from item.containers
    for before, document in _documents(text[:MAXIMUM_CHARACTERS]):
        if _HOLDS.search(document) and not _WORTH.search(document):
            yield from (found for item in _of_document(document, line + before) for found in item.containers)


def kinds(text: str) -> frozenset[str]:
    """Return the kinds of all objects of a text, without reading it as YAML."""
    return frozenset(_KIND.findall(text))


def scalars(text: str) -> tuple[Scalar, ...]:
    """Return every scalar of a text that holds one object."""
    return tuple(scalar for item in _of_document(text[:MAXIMUM_CHARACTERS], 0) for scalar in item.scalars)


def _objects(text: str, line: int) -> Iterator[Object]:
    for before, document in _documents(text):
        kind = found[1] if (found := _KIND.search(document)) else ""
        if kind != _DEFINITION and _WORTH.search(document):
            yield from _of_document(document, line + before)


def _documents(text: str) -> Iterator[tuple[int, str]]:
    """Yield each document with the number of lines before it."""
    start = before = 0
    for mark in (*_SEPARATOR.finditer(text), None):
        part = text[start : mark.start() if mark else len(text)]
        yield before, part
        if mark:
            before += part.count("\n")
            start = mark.end()


def _of_document(document: str, before: int) -> tuple[Object, ...]:
    return tuple(_of_items(nodes.document(document), before))


def _of_items(items: Items, before: int) -> Iterator[Object]:
    """Yield the objects of a list; those of a Kubernetes List are its items."""
    for index, value in enumerate(items):
        known = value if isinstance(value, At) else At()
        kind, inner = known.text("kind"), known.get("items")
        if kind.endswith("List") and isinstance(inner, Items):
            yield from _of_items(inner, before)
        elif kind != _DEFINITION and (inside := tuple(_walk(value, items.places.get(index), (), before))):
            yield Object(kind, inside, tuple(object_containers.find(known, before)))


def _walk(value: Value, place: Place | None, keys: tuple[str, ...], before: int) -> Iterator[Scalar]:
    if isinstance(value, At):
        named = _named(value)
        for key, inner in value.items():
            yield from _walk(inner, value.places.get(key), (*keys, *(named if key == "value" else (key,))), before)
    elif isinstance(value, Items):
        for index, inner in enumerate(value):
            yield from _walk(inner, value.places.get(index), (*keys, "[]"), before)
    elif place is not None:
        yield Scalar(keys, value, place.line + before, place.block)


def _named(entry: At) -> tuple[str, ...]:
    """Return the keys that an entry's `value` stands for: the path of a JSON patch, or the name of a variable."""
    if isinstance(entry.get("op"), str) and isinstance(entry.get("path"), str):
        return tuple(entry.text("path").strip("/").split("/")[-_LONGEST_PATH:])
    return (entry.text("name"), "value") if isinstance(entry.get("name"), str) else ("value",)
