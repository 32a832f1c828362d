"""Read what manifests ask of each container: commands, probes and hooks that run programs, users, volumes."""

import re
from collections.abc import Iterator
from dataclasses import replace

from audit.components.deployment import chart, container_demands, manifest
from audit.components.deployment.kustomize import kustomization
from audit.dockerfile.build_context import Files
from audit.model.deployment import Container

_ACTION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_ACTION_LINE = re.compile(r"^[ \t]*\{\{(?:(?!\}\}).)*\}\}[ \t]*$", re.MULTILINE | re.DOTALL)
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
            for container in _of_text(_plain(text), path, 0):
                at = container.image_at
                image = rendered.get((at.path, at.line), container.image) if at else ""
                found.append(replace(container, image=image))
            if read := kustomization.read(path, files) if path.endswith(kustomization.NAMES) else None:
                found += (item for patch in read.inline for item in _of_text(patch.text, path, patch.before))
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


def _of_text(text: str, path: str, before: int) -> Iterator[Container]:
    return (_placed(container, path) for container in manifest.containers(text, before))


def _placed(container: Container, path: str) -> Container:
    """Return the container with the path of the file that it is read from."""
    at = container.image_at
    demands = (replace(demand, evidence=replace(demand.evidence, path=path)) for demand in container.demands)
    return replace(container, image_at=replace(at, path=path) if at else None, demands=tuple(demands))
