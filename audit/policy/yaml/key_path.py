"""Paths of keys within a YAML document: their spelling, and the lines on which they begin."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TypeAlias

import yaml

KeyPath: TypeAlias = tuple[str | int, ...]
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")


def shown(path: KeyPath) -> str:
    """Return a path as a person writes it: `repositories[2].name`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def parse(text: str) -> KeyPath:
    """Return the path that is written as `.repositories[2].name`; an unknown index is `...`."""
    return tuple(int(index) if index.isdigit() else (name or index) for name, index in _STEP.findall(text))


def lines(node: yaml.Node, path: KeyPath = ()) -> Iterator[tuple[KeyPath, int]]:
    """Yield each path of a document with the line (1-based) on which its key or item begins."""
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, str(key.value)), key.start_mark.line + 1
            yield from islice(lines(value, (*path, str(key.value))), 1, None)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from lines(item, (*path, index))


def nearest(known: Mapping[KeyPath, int], path: KeyPath) -> int | None:
    """Return the line of a path, or of the nearest one that holds it."""
    while path and path not in known:
        path = path[:-1]
    return known.get(path)
