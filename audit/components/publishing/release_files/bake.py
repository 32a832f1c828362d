"""Read the targets of `docker buildx bake`: HCL and JSON, variables, functions, matrices, inheritance and groups.

https://docs.docker.com/build/bake/reference/
"""

import itertools
import json
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from audit.components.publishing import building
from audit.components.publishing.building import Build
from audit.components.publishing.release_files import bake_file
from audit.components.publishing.release_files.hcl.blocks import Block
from audit.components.publishing.release_files.hcl.operations import Scope, Value
from audit.dockerfile.build_context import Files
from audit.model.evidence import Evidence

FILES = ("docker-bake.json", "docker-bake.hcl", "docker-bake.override.json", "docker-bake.override.hcl")
_DEEPEST = 10
_MOST = 200  # targets of one matrix
Attributes = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Target:
    """Hold one target with its attributes evaluated, those it inherits included, and the line of its block."""

    name: str
    attributes: Attributes
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Call:
    """Hold how bake is called: its folder, environment and targets (none: all that have tags), and what led there."""

    folder: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    pushed: bool = False
    hops: tuple[Evidence, ...] = ()


def is_one(path: str) -> bool:
    """Tell by its name whether a file is one that bake reads."""
    name = posixpath.basename(path)
    return name in FILES or (name.endswith(".hcl") and "bake" in name)


def builds(paths: tuple[str, ...], files: Files, call: Call) -> Iterator[Build]:
    """Yield the builds of the targets that bake files define together."""
    read = [(path, found) for path in paths if (found := bake_file.read(path, files.text(path) or "")) is not None]
    scope = bake_file.scope([found for _, found in read], call.environment)
    targets = {target.name: target for path, found in read for target in _targets(found, path, scope)}
    groups = {
        block.labels[0]: bake_file.texts(block.attributes["targets"](scope))
        for _, found in read
        for block in found.blocks
        if block.type == "group" and block.labels and "targets" in block.attributes
    }
    for name in _chosen(call.chosen, groups, targets) if call.chosen else targets:
        target = _inheriting(targets[name], targets, 0)
        if bake_file.texts(target.attributes.get("tags", "")) or call.chosen:
            yield _build(target, files, call)


def _targets(found: Block, path: str, scope: Scope) -> Iterator[Target]:
    for block in found.blocks:
        if block.type == "target" and block.labels:
            for row in itertools.islice(_rows(block, scope), _MOST):
                known = scope.knowing(row)
                attributes = {name: value(known) for name, value in block.attributes.items() if name != "matrix"}
                attributes |= {
                    "args": {key: value(known) for inner in block.blocks if inner.type == "args"
                             for key, value in inner.attributes.items()}
                } if any(inner.type == "args" for inner in block.blocks) else {}  # fmt: skip
                name = attributes.pop("name", block.labels[0]) if row else block.labels[0]
                yield Target(str(name), attributes, path, block.line)


def _rows(block: Block, scope: Scope) -> Iterator[dict[str, Value]]:
    matrix = block.attributes["matrix"](scope) if "matrix" in block.attributes else {}
    axes = {name: values for name, values in matrix.items() if isinstance(values, list)} if isinstance(
        matrix, dict) else {}  # fmt: skip
    for values in itertools.product(*axes.values()):
        yield dict(zip(axes, values, strict=True))


def _chosen(names: tuple[str, ...], groups: Mapping[str, tuple[str, ...]], targets: Mapping[str, Target]) -> list[str]:
    found: dict[str, None] = {}
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        if name in groups:
            waiting += groups[name]
        found |= dict.fromkeys([name] if name in targets else [key for key in targets if _fits(key, name)])
    return list(found)


def _fits(target: str, name: str) -> bool:
    return "*" in name and target.startswith(name.partition("*")[0]) and target.endswith(name.rpartition("*")[2])


def _inheriting(target: Target, targets: Mapping[str, Target], depth: int) -> Target:
    """Return the target with what it inherits, its own attributes last; `args` are added to one another."""
    parents = bake_file.texts(target.attributes.get("inherits", "")) if depth < _DEEPEST else ()
    merged: Attributes = {}
    for source in (*(_inheriting(targets[name], targets, depth + 1) for name in parents if name in targets), target):
        arguments = {**_mapping(merged.get("args")), **_mapping(source.attributes.get("args"))}
        merged |= source.attributes
        merged |= {"args": arguments} if arguments else {}
    return replace(target, attributes=merged)


def _mapping(value: Value | None) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}


def _build(target: Target, files: Files, call: Call) -> Build:
    given = target.attributes
    context, named = str(given.get("context", ".")), str(given.get("dockerfile", "Dockerfile"))
    places = [posixpath.join(folder, context, named) for folder in (call.folder, posixpath.dirname(target.path))]
    paths = [building.clean(place) for place in places]
    outputs = json.dumps([given.get("output", ""), given.get("outputs", "")])
    return Build(
        dockerfile=next((path for path in paths if path in files.paths), paths[0]),
        images=(*bake_file.texts(given.get("tags", "")), *building.NAMED.findall(outputs)),
        target=str(given.get("target", "")),
        arguments=tuple((key, value) for key, value in _mapping(given.get("args")).items() if isinstance(value, str)),
        pushed=call.pushed or "type=registry" in outputs or "push=true" in outputs,
        origin="ci" if call.hops else "release",
        platforms=tuple(building.listed_platforms(bake_file.texts(given.get("platforms", "")))),
        hops=(*call.hops, Evidence(target.path, target.line, f"target {target.name}")),
    )
