"""Read YAML that others wrote as mappings, lists and texts that know their lines, bounded whatever it holds."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import yaml

from audit.policy.yaml.loading import Excessive, Loader

MAXIMUM_CHARACTERS = 1_000_000
MAXIMUM_NODES = 50_000
_DEEPEST = 60  # deeper than any workflow or manifest


class Place(NamedTuple):
    """Hold the line (1-based) on which a text begins, and whether it is written as a block."""

    line: int
    block: bool


class At(dict[str, "Value"]):
    """Hold a mapping with the line on which it begins; every scalar in it is a text.

    `lines` are those of the keys, `places` those of the values that are texts.
    """

    line: int = 1

    def __init__(self) -> None:
        """Begin without entries."""
        self.lines: dict[str, int] = {}
        self.places: dict[str, Place] = {}

    def line_of(self, key: str) -> int:
        """Return the line of a key, that of the mapping when it has none such."""
        return self.lines.get(key, self.line)

    def mapping(self, key: str) -> "At":
        """Return the mapping under a key, an empty one when there is none."""
        value = self.get(key)
        return value if isinstance(value, At) else At()

    def items_of(self, key: str) -> "list[Value]":
        """Return the list under a key, an empty one when there is none."""
        value = self.get(key)
        return value if isinstance(value, list) else []

    def text(self, key: str, default: str = "") -> str:
        """Return the text under a key, the default when there is none."""
        value = self.get(key)
        return value if isinstance(value, str) else default

    def texts(self, key: str) -> "dict[str, str]":
        """Return the texts of the mapping under a key."""
        return {name: value for name, value in self.mapping(key).items() if isinstance(value, str)}


class Items(list["Value"]):
    """Hold a list; `places` are those of the values that are texts, by their index."""

    def __init__(self) -> None:
        """Begin without values."""
        self.places: dict[int, Place] = {}


Value: TypeAlias = str | Items | At


@lru_cache(maxsize=512)
def read(text: str) -> At | None:
    """Return the first document as a mapping, or None when it is none, is broken or has no end of aliases."""
    found = document(text) if len(text) <= MAXIMUM_CHARACTERS else None
    return found[0] if found and isinstance(found[0], At) else None


def document(text: str) -> Items:
    """Return a list that holds the document of a text; an empty one when it is broken, empty or without end."""
    found = Items()
    try:
        node = yaml.compose(text, Loader=Loader)
        if node is not None:
            _append(found, node, iter(range(MAXIMUM_NODES)), 0)
    except (yaml.YAMLError, RecursionError, ValueError):
        return Items()
    return found


def _append(found: Items, node: yaml.Node, budget: Iterator[int], depth: int) -> None:
    if isinstance(node, yaml.ScalarNode):
        found.places[len(found)] = _place(node)
    found.append(_value(node, budget, depth))


def _place(node: yaml.ScalarNode) -> Place:
    return Place(node.start_mark.line + 1, node.style in ("|", ">"))


def _value(node: yaml.Node, budget: Iterator[int], depth: int) -> Value:
    if next(budget, None) is None or depth > _DEEPEST:
        raise Excessive("larger or deeper than anybody writes")
    if isinstance(node, yaml.MappingNode):
        found = At()
        found.line = node.start_mark.line + 1
        for key, value in node.value:
            name = str(key.value)
            found[name] = _value(value, budget, depth + 1)
            found.lines[name] = key.start_mark.line + 1
            if isinstance(value, yaml.ScalarNode):
                found.places[name] = _place(value)
        return found
    if isinstance(node, yaml.SequenceNode):
        items = Items()
        for item in node.value:
            _append(items, item, budget, depth + 1)
        return items
    return str(node.value)
