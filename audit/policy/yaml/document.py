"""The door to YAML: one document into one typed, frozen value, or an error that names file, line and key."""

import dataclasses
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec
import yaml

from audit.errors import ConfigurationError
from audit.policy.yaml.loading import Excessive, Loader, refuse_bomb

T = TypeVar("T")
Trail = tuple[str | int, ...]
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")


def read(path: Path, shape: type[T]) -> T:
    """Read a YAML file into the dataclass `shape`.

    Raises ConfigurationError for a missing or unreadable file, broken YAML, an unknown or doubled key, a missing
    key, and a value of another type than expected.
    """
    try:
        return _checked(path, shape)
    except RecursionError as error:
        raise ConfigurationError(str(path), None, "nested without end; expected a few levels of keys") from error


def _checked(path: Path, shape: type[T]) -> T:
    node = _node(path)
    lines = dict(_lines(node, ()))
    for trail, message in _unknown(node, shape, ()):
        raise ConfigurationError(str(path), lines.get(trail), message)
    try:
        return msgspec.convert(_plain(path, node), shape, strict=True)
    except msgspec.ValidationError as error:
        message, _, place = str(error).replace("`key` in `$", "`$").partition(" - at `$")
        trail = _trail(place.rstrip("`"))
        key = f"`{_shown(trail)}`: " if trail else ""
        expected = _expected(shape, trail) if message.startswith("Invalid enum value") else ""
        told = key + message.replace("Object ", "") + expected
        raise ConfigurationError(str(path), _nearest(lines, trail), told) from error


def line(path: Path, trail: Trail) -> int | None:
    """Return the line of a key (1-based), or of the nearest thing around it, for an error that is found later."""
    return _nearest(dict(_lines(_node(path), ())), trail)


def _node(path: Path) -> yaml.Node:
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
        if node is not None:
            refuse_bomb(node)
    except FileNotFoundError as error:
        raise ConfigurationError(str(path), None, "no such file; expected a YAML file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(str(path), None, f"cannot be read as UTF-8 text: {error}") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise ConfigurationError(str(path), line, f"not YAML: {error.problem}") from error
    except Excessive as error:
        raise ConfigurationError(str(path), None, str(error)) from error
    except yaml.YAMLError as error:
        raise ConfigurationError(str(path), None, f"not YAML: {error}") from error
    if not isinstance(node, yaml.MappingNode):
        raise ConfigurationError(str(path), None, "is empty or a list; expected keys and values")
    return node


def _plain(path: Path, node: yaml.Node) -> Any:
    loader = Loader("")
    try:
        return loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise ConfigurationError(str(path), line, f"not plain YAML: {error.problem}") from error
    except ValueError as error:
        raise ConfigurationError(str(path), None, f"a date or number that is none: {error}") from error
    finally:
        loader.dispose()


def _lines(node: yaml.Node, trail: Trail) -> Iterator[tuple[Trail, int]]:
    yield trail, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*trail, str(key.value)), key.start_mark.line + 1
            yield from islice(_lines(value, (*trail, str(key.value))), 1, None)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _lines(item, (*trail, index))


def _unknown(node: yaml.Node, shape: Any, trail: Trail) -> Iterator[tuple[Trail, str]]:
    """Yield (place, message) of keys that are doubled, or that the shape does not know."""
    if isinstance(node, yaml.MappingNode):
        known = get_type_hints(shape) if dataclasses.is_dataclass(shape) else None
        values = get_args(shape)[1] if get_origin(shape) is dict else None
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                yield trail, "a key is a list or a mapping; expected a word"
            name = str(key.value)
            here = (*trail, name)
            if name in seen:
                yield here, f"key `{_shown(here)}` stands here twice"
            if known is not None and name not in known:
                yield here, f"unknown key `{_shown(here)}`; expected one of {', '.join(sorted(known))}"
            seen.add(name)
            yield from _unknown(value, known.get(name) if known is not None else values, here)
    elif isinstance(node, yaml.SequenceNode):
        inner = get_args(shape)[0] if get_origin(shape) is tuple else None
        for index, item in enumerate(node.value):
            yield from _unknown(item, inner, (*trail, index))


def _expected(shape: Any, trail: Trail) -> str:
    """Return the words that may stand at a place, for an error about another one."""
    for step in trail:
        if dataclasses.is_dataclass(shape):
            shape = get_type_hints(shape)[str(step)]
        elif get_origin(shape) is tuple:
            shape = get_args(shape)[0]
        else:
            shape = get_args(shape)[-1]
    return f"; expected one of {', '.join(repr(word) for word in _words(shape))}"


def _words(shape: Any) -> Iterator[str]:
    """Yield the words of a Literal, or of a union of some."""
    for each in get_args(shape):
        yield from [each] if isinstance(each, str) else _words(each)


def _trail(place: str) -> Trail:
    return tuple(int(index) if index.isdigit() else (name or index) for name, index in _STEP.findall(place))


def _nearest(lines: dict[Trail, int], trail: Trail) -> int | None:
    while trail and trail not in lines:
        trail = trail[:-1]
    return lines.get(trail)


def _shown(trail: Trail) -> str:
    """Return a trail as a person writes it: `repositories[2].name`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in trail).lstrip(".")
