"""YAML that others wrote, as mappings, lists and texts that know their lines; bounded, whatever it holds."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

import yaml

from audit.policy.yaml.loading import Loader

MAXIMUM_CHARACTERS = 1_000_000
MAXIMUM_NODES = 50_000


class At(dict[str, "Value"]):
    """Hold a mapping with the line on which it begins; every scalar in it is a text."""

    line: int = 1

    def __init__(self) -> None:
        """Begin without entries."""
        self.lines: dict[str, int] = {}

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


Value: TypeAlias = str | list["Value"] | At


class _TooLarge(Exception):
    """Say that aliases or nesting make the document larger than anybody reads."""


@lru_cache(maxsize=512)
def read(text: str) -> At | None:
    """Return the first document as a mapping, or None when it is none, is broken or has no end of aliases."""
    if len(text) > MAXIMUM_CHARACTERS:
        return None
    try:
        node = yaml.compose(text, Loader=Loader)
        value = _value(node, iter(range(MAXIMUM_NODES)), 0) if node is not None else None
    except (yaml.YAMLError, _TooLarge, RecursionError, ValueError):
        return None
    return value if isinstance(value, At) else None


def _value(node: yaml.Node, budget: Iterator[int], depth: int) -> Value:
    if next(budget, None) is None or depth > 50:  # noqa: PLR2004 - deeper than any workflow
        raise _TooLarge
    if isinstance(node, yaml.MappingNode):
        found = At()
        found.line = node.start_mark.line + 1
        for key, value in node.value:
            found[str(key.value)] = _value(value, budget, depth + 1)
            found.lines[str(key.value)] = key.start_mark.line + 1
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_value(each, budget, depth + 1) for each in node.value]
    return str(node.value)
