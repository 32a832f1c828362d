"""Bring a chart and those below it together, each with its default values under those of its parent."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from audit.dockerfile.build_context import Files
from audit.policy.yaml import plain

_DEEPEST = 6  # charts in charts


@dataclass(frozen=True, slots=True)
class Chart:
    """Hold one chart's folder, metadata and values."""

    folder: str
    metadata: dict[str, Any]
    values: dict[str, Any]


def find(folder: str, files: Files, given: dict[str, Any], depth: int) -> Iterator[Chart]:
    """Yield a chart and those below it that its values turn on, each with its values under those of its parent."""
    metadata = _mapping(files.text(posixpath.join(folder, "Chart.yaml")))
    values = overlaid(given, _mapping(files.text(posixpath.join(folder, "values.yaml"))))
    yield Chart(folder, metadata, values)
    if depth >= _DEEPEST:
        return
    for name, place in _below(folder, metadata, values, files):
        own = values.get(name)
        shared = {"global": values["global"]} if isinstance(values.get("global"), dict) else {}
        yield from find(place, files, overlaid(shared, own if isinstance(own, dict) else {}), depth + 1)


def _below(folder: str, metadata: dict[str, Any], values: dict[str, Any], files: Files) -> Iterator[tuple[str, str]]:
    """Yield the name and folder of each chart in `charts/`, and of those that are named by a path, if on."""
    listed = metadata.get("dependencies")
    dependencies = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    named = {str(each.get("name")): each for each in dependencies}
    for name, dependency in named.items():
        address = str(dependency.get("repository") or "")
        place = posixpath.normpath(
            posixpath.join(folder, address[7:] if address.startswith("file://") else f"charts/{name}")
        )
        if posixpath.join(place, "Chart.yaml") in files.paths and _is_on(dependency, values):
            yield str(dependency.get("alias") or name), place
    start = posixpath.join(folder, "charts") + "/"
    for other, inside in sorted(files.folders.items()):
        name = other.removeprefix(start)
        if other.startswith(start) and "/" not in name and name not in named and f"{other}/Chart.yaml" in inside:
            yield name, other


def _is_on(dependency: dict[str, Any], values: dict[str, Any]) -> bool:
    """Tell whether a dependency's condition holds: the first of its paths that the values know decides."""
    for path in str(dependency.get("condition") or "").split(","):
        found: Any = values
        for key in path.strip().split("."):
            found = found.get(key) if isinstance(found, dict) else None
        if isinstance(found, bool):
            return found
    return True


def overlaid(given: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    """Return defaults under given values; a given nothing takes a default away."""
    result = dict(defaults)
    for key, value in given.items():
        below = result.get(key)
        result[key] = overlaid(value, below) if isinstance(value, dict) and isinstance(below, dict) else value
    return {key: value for key, value in result.items() if value is not None or key not in defaults}


def _mapping(text: str | None) -> dict[str, Any]:
    found = plain.read(text or "")
    return {str(key): value for key, value in found.items()} if isinstance(found, dict) else {}
