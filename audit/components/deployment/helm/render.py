"""Render the templates of a chart with its default values, and those of the charts that it holds or names."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from audit.components.deployment import manifest
from audit.components.deployment.helm import charts
from audit.components.deployment.helm.charts import Chart
from audit.components.deployment.helm.evaluate import Machine
from audit.components.deployment.helm.output import Output
from audit.components.deployment.helm.syntax import Nodes, parse
from audit.components.deployment.helm.tokens import UndecidedError
from audit.dockerfile.build_context import Files

_MOST = 60
_KUBERNETES = {"Version": "v1.33.0", "GitVersion": "v1.33.0", "Major": "1", "Minor": "33"}
_BUILT_IN = frozenset({
    "admissionregistration", "apiextensions", "apiregistration", "authentication", "authorization", "certificates",
    "coordination", "discovery", "events", "flowcontrol.apiserver", "internal.apiserver", "networking", "node",
    "rbac.authorization", "resource", "scheduling", "storage",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rendered:
    """Hold a template's path, the text that it prints, and the template's line for each line of the text.

    `undecided` says why there is no text.
    """

    path: str
    text: str
    lines: tuple[int, ...]
    undecided: str = ""


def chart(folder: str, files: Files) -> tuple[Rendered, ...]:
    """Return every template of a chart as it is printed by default; files that were not read yet are asked for."""
    found = tuple(charts.find(folder, files, {}, 0))[:_MOST]
    parsed = {path: _parsed(manifest.text(path, files)) for each in found for path in _templates(each.folder, files)}
    named = {path: nodes for path, nodes in parsed.items() if isinstance(nodes, list)}
    for nodes in tuple(named.values()):
        named.update({node.text: node.body for node in nodes if node.kind in ("define", "block")})
    machine = Machine(named)
    return tuple(rendered for each in found for rendered in _printed(each, files, parsed, machine))


def _printed(each: Chart, files: Files, parsed: Mapping[str, Nodes | str], machine: Machine) -> Iterator[Rendered]:
    """Yield one chart's templates, the last by name first, as Helm does: some set values for the others."""
    context = _context(each)
    for path in sorted(_templates(each.folder, files), key=lambda path: (path.count("/"), path), reverse=True):
        if not posixpath.basename(path).startswith("_"):
            context["Template"] = {"Name": path, "BasePath": posixpath.join(each.folder, "templates")}
            yield _rendered(path, parsed[path], context, machine)


def _templates(folder: str, files: Files) -> Iterator[str]:
    start = posixpath.join(folder, "templates")
    for other, inside in sorted(files.folders.items()):
        if (other == start or other.startswith(f"{start}/")) and not other.startswith(f"{start}/tests"):
            yield from (path for path in inside if path.endswith((".yaml", ".yml", ".tpl")))


def _parsed(text: str | None) -> Nodes | str:
    try:
        return parse(text or "")
    except (UndecidedError, RecursionError, IndexError) as error:
        return str(error) or "it is no template"


def _rendered(path: str, nodes: Nodes | str, context: dict[str, Any], machine: Machine) -> Rendered:
    if isinstance(nodes, str):
        return Rendered(path, "", (), nodes)
    out = Output()
    machine.depth = 0
    try:
        machine.run(nodes, context, {"$": context}, out)
    except (UndecidedError, RecursionError) as error:
        return Rendered(path, "", (), str(error) or "values without end")
    return Rendered(path, "".join(out.parts), tuple(out.lines))


def _context(found: Chart) -> dict[str, Any]:
    """Return what templates see: a release called `release-name`, as `helm template` has it."""
    metadata = {key[:1].upper() + key[1:]: value for key, value in found.metadata.items()}
    return {
        "Values": found.values,
        "Chart": {**metadata, "IsRoot": True},
        "Release": {
            "Name": "release-name", "Namespace": "default", "Service": "Helm", "Revision": 1, "IsInstall": True,
            "IsUpgrade": False,
        },
        "Capabilities": {"KubeVersion": _KUBERNETES, "APIVersions": {"Has": _is_built_in}, "HelmVersion": {}},
        "Files": {"Get": lambda *_: "?", "Glob": lambda *_: {}, "Lines": lambda *_: [], "AsConfig": lambda *_: "?"},
        "Subcharts": {},
    }  # fmt: skip


def _is_built_in(*versions: object) -> bool:
    """Tell whether Kubernetes itself has an API: its groups have no dot, or end with k8s.io and are known."""
    group = str(versions[0]).partition("/")[0] if versions else ""
    return "." not in group or group.removesuffix(".k8s.io") in _BUILT_IN
