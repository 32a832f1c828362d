"""Every key of every configuration file: an unknown one, a doubled one and a value of another type are errors."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import pytest
import yaml

from audit.errors import ConfigurationError
from audit.policy import history, judgement, lifecycle, profile, shipped_files, signals, vulnerabilities
from audit.policy.organization import organization, overrides, waivers
from audit.policy.yaml import document

FILES: dict[str, type] = {
    "kubeflow": organization.Document,
    "profiles/current": profile.Profile,
    "judgement": judgement.Judgement,
    "lifecycle": lifecycle.Lifecycle,
    "signals": signals.Signals,
    "vulnerabilities": vulnerabilities.Scanning,
    "history": history.Thinning,
    "waivers": waivers.Document,
    "overrides": overrides.Overrides,
    "images": overrides.Images,
}


class Key(NamedTuple):
    """Hold a key of a file: its path as messages write it, its node and its value's."""

    path: str
    key: yaml.ScalarNode
    value: yaml.Node
    flow: bool
    in_dict: bool


def keys(
    node: yaml.Node, shape: Any, path: str, known: set[tuple[Any, str]], *, in_dict: bool = False
) -> Iterator[Key]:
    """Yield the first occurrence of each field of each dataclass."""
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from keys(item, get_args(shape)[0], f"{path}[{index}]", known, in_dict=in_dict)
    elif isinstance(node, yaml.MappingNode):
        fields = get_type_hints(shape) if dataclasses.is_dataclass(shape) else None
        for key, value in node.value:
            here = f"{path}.{key.value}".lstrip(".")
            if fields is not None and (shape, key.value) not in known:
                known.add((shape, key.value))
                yield Key(here, key, value, bool(node.flow_style), in_dict)
            inner = fields[key.value] if fields is not None else get_args(shape)[1]
            if get_origin(inner) is not None or dataclasses.is_dataclass(inner):
                yield from keys(value, inner, here, known, in_dict=in_dict or fields is None)


def unknown(text: str, key: Key) -> tuple[str, int, str]:
    start = key.key.start_mark
    path = f"{key.path.rpartition('.')[0]}.surplus".lstrip(".")
    return (
        f"{text[: start.index]}surplus: 1{gap(key)}{text[start.index :]}",
        0,
        f"unknown key `{path}`; expected one of ",
    )


def doubled(text: str, key: Key) -> tuple[str, int, str]:
    start = key.key.start_mark
    changed = f"{text[: start.index]}{key.key.value}: 1{gap(key)}{text[start.index :]}"
    return changed, 0 if key.flow else 1, f"key `{key.path}` stands here twice"


def mistyped(text: str, key: Key) -> tuple[str, int, str]:
    value = key.value
    return (
        f"{text[: value.start_mark.index]}{{surplus: 1}}{text[value.end_mark.index :]}",
        0,
        f"`{key.path}`: Expected `",
    )


def gap(key: Key) -> str:
    """Return what parts a key that is put before another one from it."""
    return ", " if key.flow else "\n" + " " * key.key.start_mark.column


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("change", [unknown, doubled, mistyped])
def test_a_mistake_in_any_key_names_file_line_and_key(
    name: str, change: Callable[[str, Key], tuple[str, int, str]], folder: Path
) -> None:
    text = (shipped_files.packaged() / f"{name}.yaml").read_text()
    place = Path(f"{name.rpartition('/')[2]}.yaml")
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    assert node is not None
    for key in keys(node, FILES[name], "", set()):
        if change is mistyped and (key.in_dict or not isinstance(key.value, yaml.ScalarNode)):
            continue
        changed, below, message = change(text, key)
        place.write_text(changed)
        with pytest.raises(ConfigurationError) as caught:
            document.read(place, FILES[name])
        assert str(caught.value).startswith(f"{place}:{key.key.start_mark.line + 1 + below}: {message}")
