"""Read what manifests ask of each container: commands, probes and hooks that run programs, users, volumes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from audit.components.deployment import chart, kustomization, manifest
from audit.components.runtime_needs import container_demands
from audit.dockerfile.build_context import Files
from audit.model.deployment import Container
from audit.model.evidence import Evidence
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At, Value

_LISTS = ("containers", "initContainers")
_HOLDS = re.compile(r"\b(?:containers|initContainers|container)\b[\"']?:")
_SEPARATOR = re.compile(r"^---(?=\s|\Z)", re.MULTILINE)
_ACTION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_ACTION_LINE = re.compile(r"^[ \t]*\{\{(?:(?!\}\}).)*\}\}[ \t]*$", re.MULTILINE | re.DOTALL)
_DEEPEST = 40
_YAML = (".yaml", ".yml")


def find(files: Files, ignored: tuple[str, ...], named: frozenset[str]) -> tuple[Container, ...]:
    """Return the containers of all manifests at hand that name an image, or ask something as a patch.

    Folders in `ignored` are left out unless a path below them is in `named`: the manifests that a mention is from.
    """
    rendered = dict(_of_charts(files))
    found = list[Container]()
    for path, text in sorted(files.texts.items()):
        is_own = path in named or set(path.lower().split("/")).isdisjoint(ignored)
        if path.endswith(_YAML) and is_own and not path.startswith(".github/") and not manifest.defines(path):
            found += _of_text(_plain(text), path, 0, rendered)
            if read := kustomization.read(path, files) if path.endswith(kustomization.NAMES) else None:
                found += (item for patch in read.inline for item in _of_text(patch.text, path, patch.before, {}))
    return tuple(found)


def _of_charts(files: Files) -> Iterator[tuple[tuple[str, int | None], str]]:
    """Yield (path, line) of each image in a chart's templates with the image that its values make of it."""
    for folder in chart.folders(files):
        for mention in chart.of_templates(folder, files):
            where = mention.evidence[0]
            yield (where.path, where.line), mention.image


def _plain(text: str) -> str:
    """Return a template as YAML: lines of actions are empty, other actions a word; every line keeps its number."""
    if "{{" not in text:
        return text
    blank = _ACTION_LINE.sub(lambda action: "\n" * action[0].count("\n"), text)
    return _ACTION.sub(lambda action: container_demands.UNDECIDED + "\n" * action[0].count("\n"), blank)


def _of_text(text: str, path: str, before: int, rendered: Mapping[tuple[str, int | None], str]) -> Iterator[Container]:
    start = 0
    for mark in (*_SEPARATOR.finditer(text), None):
        document = text[start : mark.start() if mark else len(text)]
        if _HOLDS.search(document):
            lines = before + text.count("\n", 0, start)
            for value in nodes.document(document[: manifest.MAXIMUM_CHARACTERS]):
                for container in _of_object(value, path, lines) if isinstance(value, At) else ():
                    at = container.image_at
                    image = rendered.get((at.path, at.line), container.image) if at else ""
                    yield replace(container, image=image)
        start = mark.end() if mark else start


def _of_object(found: At, path: str, before: int) -> Iterator[Container]:
    if found.text("kind").endswith("List"):
        for item in found.items_of("items"):
            yield from _of_object(item, path, before) if isinstance(item, At) else ()
        return
    owner = found.mapping("metadata").text("name")
    for pod in _pods(found, 0):
        for container in _listed(pod):
            demands = tuple(container_demands.find(container, pod, path, before))
            place = container.places.get("image")
            if demands or place:
                image = container.text("image").strip().replace(container_demands.UNDECIDED, "?")
                at = Evidence(path, place.line + before, f"image: {image}") if place else None
                yield Container(found.text("kind"), owner, container.text("name"), image, at, demands)


def _pods(value: Value, depth: int) -> Iterator[At]:
    """Yield every mapping that holds containers, however deep an object has it."""
    if depth > _DEEPEST or isinstance(value, str):
        return
    if isinstance(value, At) and any(_listed(value)):
        yield value
    for inner in value.values() if isinstance(value, At) else value:
        yield from _pods(inner, depth + 1)


def _listed(pod: At) -> Iterator[At]:
    for item in (item for key in _LISTS for item in pod.items_of(key)):
        if isinstance(item, At):
            yield item
    if pod.mapping("container").text("image"):
        yield pod.mapping("container")
