"""Kubernetes objects in YAML text: their kinds and their scalars, each with its keys and line; bounded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import yaml

from audit.dockerfile.build_context import Files
from audit.policy.yaml.loading import Loader

MAXIMUM_CHARACTERS = 3_000_000
_MAXIMUM_SCALARS = 50_000
_DEEPEST = 60
_SEPARATOR = re.compile(r"^---(?=\s|\Z)", re.MULTILINE)
_KIND = re.compile(r"^kind:[ \t]*['\"]?(\w+)", re.MULTILINE)
_DEFINITION = "CustomResourceDefinition"
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
    """Hold one object: its kind, empty when it tells none, and its scalars in order."""

    kind: str
    scalars: tuple[Scalar, ...]


class _TooLarge(Exception):
    """Say that a document holds more than anybody reads."""


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


def kinds(text: str) -> frozenset[str]:
    """Return the kinds of all objects of a text, without reading it as YAML."""
    return frozenset(_KIND.findall(text))


def scalars(text: str) -> tuple[Scalar, ...]:
    """Return every scalar of a text that holds one object."""
    return tuple(scalar for each in _of_document(text[:MAXIMUM_CHARACTERS], 0) for scalar in each.scalars)


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
    try:
        node = yaml.compose(document, Loader=Loader)
        return tuple(_of_node(node, before, iter(range(_MAXIMUM_SCALARS)))) if node is not None else ()
    except (yaml.YAMLError, _TooLarge, RecursionError, ValueError):
        return ()


def _of_node(node: yaml.Node, before: int, budget: Iterator[int]) -> Iterator[Object]:
    """Yield the object of a node; a List's are those of its items."""
    known = _known(node)
    kind = str(known["kind"].value) if isinstance(known.get("kind"), yaml.ScalarNode) else ""
    items = known.get("items")
    if kind.endswith("List") and isinstance(items, yaml.SequenceNode):
        for each in items.value:
            yield from _of_node(each, before, budget)
    elif kind != _DEFINITION and (inside := tuple(_walk(node, (), before, budget))):
        yield Object(kind, inside)


def _known(node: yaml.Node) -> dict[str, yaml.Node]:
    """Return a mapping's values by key; those of other nodes are none."""
    return {str(key.value): value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}


def _walk(node: yaml.Node, keys: tuple[str, ...], before: int, budget: Iterator[int]) -> Iterator[Scalar]:
    if next(budget, None) is None or len(keys) > _DEEPEST:
        raise _TooLarge
    if isinstance(node, yaml.MappingNode):
        meant = _meant(node)
        for key, value in node.value:
            said = meant if key.value == "value" else (str(key.value),)
            yield from _walk(value, (*keys, *said), before, budget)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _walk(each, (*keys, "[]"), before, budget)
    elif isinstance(node, yaml.ScalarNode):
        yield Scalar(keys, str(node.value), node.start_mark.line + 1 + before, node.style in ("|", ">"))


def _meant(node: yaml.MappingNode) -> tuple[str, ...]:
    """Return the keys that an entry's `value` stands for: the path of a JSON patch, or the name of a variable."""
    texts = {str(key.value): str(value.value) for key, value in node.value if isinstance(value, yaml.ScalarNode)}
    if "op" in texts and "path" in texts:
        return tuple(texts["path"].strip("/").split("/"))
    return (texts["name"], "value") if "name" in texts else ("value",)
