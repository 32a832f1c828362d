"""Read one YAML file into one typed, frozen value, or raise an error that names file, line and key."""

from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from audit.errors import ConfigurationError
from audit.policy.yaml import key_path
from audit.policy.yaml.key_path import KeyPath
from audit.policy.yaml.loading import Excessive, Loader, refuse_bomb
from audit.policy.yaml.shape import expected_words, faults

T = TypeVar("T")


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
    lines = dict(key_path.lines(node))
    for place, message in faults(node, shape):
        raise ConfigurationError(str(path), lines.get(place), message)
    try:
        return msgspec.convert(_plain(path, node), shape, strict=True)
    except msgspec.ValidationError as error:
        message, _, rest = str(error).replace("`key` in `$", "`$").partition(" - at `$")
        place = key_path.parse(rest.rstrip("`"))
        key = f"`{key_path.shown(place)}`: " if place else ""
        words = expected_words(shape, place) if message.startswith("Invalid enum value") else ()
        expected = f"; expected one of {', '.join(map(repr, words))}" if words else ""
        text = key + message.replace("Object ", "") + expected
        raise ConfigurationError(str(path), key_path.nearest(lines, place), text) from error


def line(path: Path, place: KeyPath) -> int | None:
    """Return the line of a key (1-based), or of the nearest one that holds it, for an error that is found later."""
    return key_path.nearest(dict(key_path.lines(_node(path))), place)


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
