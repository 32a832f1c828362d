"""Compare a YAML document with the dataclass that it is read into."""

import dataclasses
from collections.abc import Iterator
from typing import Any, get_args, get_origin, get_type_hints

import yaml

from audit.policy.yaml.key_path import KeyPath, shown


def faults(node: yaml.Node, shape: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield path and message of keys that are doubled, that are no words, or that the shape does not know."""
    if isinstance(node, yaml.MappingNode):
        known = get_type_hints(shape) if dataclasses.is_dataclass(shape) else None
        values = get_args(shape)[1] if get_origin(shape) is dict else None
        names: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                yield path, "a key is a list or a mapping; expected a word"
            name = str(key.value)
            here = (*path, name)
            if name in names:
                yield here, f"key `{shown(here)}` stands here twice"
            if known is not None and name not in known:
                yield here, f"unknown key `{shown(here)}`; expected one of {', '.join(sorted(known))}"
            names.add(name)
            yield from faults(value, known.get(name) if known is not None else values, here)
    elif isinstance(node, yaml.SequenceNode):
        inner = get_args(shape)[0] if get_origin(shape) is tuple else None
        for index, item in enumerate(node.value):
            yield from faults(item, inner, (*path, index))


def expected_words(shape: Any, path: KeyPath) -> tuple[str, ...]:
    """Return the words that a value at a path may be."""
    for step in path:
        if dataclasses.is_dataclass(shape):
            shape = get_type_hints(shape)[str(step)]
        else:
            shape = get_args(shape)[0 if get_origin(shape) is tuple else -1]
    return tuple(_words(shape))


def _words(shape: Any) -> Iterator[str]:
    """Yield the words of a Literal, or of a union of some."""
    for inner in get_args(shape):
        yield from [inner] if isinstance(inner, str) else _words(inner)
