"""Write the reference of the configuration files from the types that they are read into."""

import dataclasses
import inspect
import re
import types
import typing
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from audit.policy import history, judgement, lifecycle, profile, signals, vulnerabilities
from audit.policy.organization import organization, overrides, waivers
from docs.site import yaml_comments

WORDS: Mapping[object, str] = {str: "text", int: "integer", float: "number", bool: "true or false", date: "date"}
FILES: tuple[tuple[str, type], ...] = (
    ("organization.yaml", organization.Document),
    ("profiles/kubeflow-2020.yaml", profile.Profile),
    ("judgement.yaml", judgement.Judgement),
    ("lifecycle.yaml", lifecycle.Lifecycle),
    ("signals.yaml", signals.Signals),
    ("vulnerabilities.yaml", vulnerabilities.Scanning),
    ("history.yaml", history.Thinning),
    ("waivers.yaml", waivers.Document),
    ("overrides.yaml", overrides.Overrides),
    ("images.yaml", overrides.Images),
)
HEAD = """# Configuration files

An unknown key, a wrong type or a missing value is an error that names file, line and key, before anything is crawled.
A key without a default must be given. Paths in an organisation's file are relative to its folder.
`organization.yaml` stands here for any organisation's file, such as `config/kubeflow.yaml`;
[the organisation's file](../organization.md) explains it.
"""


def page(root: Path) -> str:
    """Return a section for each file and a table for each level of its keys; comments of the files give meanings."""
    return HEAD + "".join(section for name, shape in FILES for section in _file(root, name, shape))


def _file(root: Path, name: str, shape: type) -> Iterator[str]:
    path = root / "config" / name
    guide = (root / "docs" / "organization.md").read_text(encoding="utf-8")
    examples = "\n".join(re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL))
    text = path.read_text(encoding="utf-8") if path.exists() else examples
    comments = yaml_comments.by_key(text)
    yield f"\n## {name}\n"
    waiting, described = [("", shape)], set[type]()
    while waiting:
        trail, current = waiting.pop(0)
        if current not in described:
            described.add(current)
            inner = [(key, cls) for key, cls in _nested(trail, current) if cls not in described]
            yield _table(name, trail, current, comments)
            waiting += inner


def _nested(trail: str, shape: type) -> Iterator[tuple[str, type]]:
    for key, hint in typing.get_type_hints(shape).items():
        suffix = "[]" if typing.get_origin(hint) is tuple else ".*" if typing.get_origin(hint) is dict else ""
        for part in (hint, *typing.get_args(hint)):
            if isinstance(part, type) and dataclasses.is_dataclass(part):
                yield f"{trail}.{key}{suffix}".lstrip("."), part


def _table(name: str, trail: str, shape: type, comments: Mapping[str, str]) -> str:
    head = f"\n### {name}: `{trail}`\n" if trail else ""
    about = re.sub(r"^Hold (.)", lambda match: match[1].upper(), inspect.getdoc(shape) or "")
    hints = typing.get_type_hints(shape)
    rows = "".join(
        f"| `{field.name}` | {_type(hints[field.name])} | {_default(field)} | "
        f"{comments.get(f'{trail}.{field.name}'.lstrip('.'), '')} |\n"
        for field in dataclasses.fields(shape)
    )
    return f"{head}\n{about}\n\n| key | type | default | meaning |\n|---|---|---|---|\n{rows}"


def _type(hint: object) -> str:
    """Return a type in words: `list of text`, `one of a, b`, `mapping of text to number`."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        given = [f"`{value}`" for value in arguments if value != ""]
        return f"one of {', '.join(given)}" if given else "empty"
    if origin is tuple:
        return f"list of {_type(arguments[0])}"
    if origin is dict:
        return f"mapping of {_type(arguments[0])} to {_type(arguments[1])}"
    if origin in (types.UnionType, typing.Union):
        return " or ".join(filter(lambda word: word != "empty", map(_type, arguments)))
    return "nothing" if hint is types.NoneType else WORDS.get(hint, "the keys below")


def _default(field: "dataclasses.Field[object]") -> str:
    if field.default is dataclasses.MISSING:
        return "must be given"
    if isinstance(field.default, bool):
        return f"`{str(field.default).lower()}`"
    return (
        "none" if field.default in ("", None, ()) or dataclasses.is_dataclass(field.default) else f"`{field.default}`"
    )
