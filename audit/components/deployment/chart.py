"""Helm charts: the images that values name, and those that simple templates put together from them."""

import posixpath
import re
from collections.abc import Iterator

from audit.components.deployment import image_mentions, manifest
from audit.dockerfile.build_context import Files
from audit.dockerfile.syntax import image_reference
from audit.model.deployment import Mention
from audit.model.evidence import Evidence
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At

FILES = ("Chart.yaml", "values.yaml")
_IMAGE = re.compile(r"\s*(?:-\s*)?image:\s*(?P<value>[^\s#].*)")
_ACTION = re.compile(r"\{\{-?(?P<body>[^{}]*)\}\}")
_PIPE = re.compile(r"\s*\|\s*")
_DEEPEST = 20
_LONGEST = 2_000  # characters of a line that anybody wrote by hand


def folders(files: Files) -> Iterator[str]:
    """Yield the folders that hold a chart."""
    return (folder for folder, inside in files.folders.items() if posixpath.join(folder, FILES[0]) in inside)


def _templates(folder: str, files: Files) -> Iterator[str]:
    """Yield the paths of a chart's templates."""
    start = posixpath.join(folder, "templates")
    for each, inside in files.folders.items():
        if each == start or each.startswith(f"{start}/"):
            yield from (path for path in inside if path.endswith((".yaml", ".yml")))


def mentions(folder: str, files: Files) -> Iterator[Mention]:
    """Yield the images of a chart, from its values first, then from templates that add to them."""
    chart = nodes.read(files.text(posixpath.join(folder, FILES[0])) or "") or At()
    path = posixpath.join(folder, FILES[1])
    values = nodes.read(files.text(path) or "") or At()
    version = chart.text("appVersion")
    found = {mention.image: mention for mention in _of_values(values, path, version, 0)}
    for mention in _of_templates(folder, files, values, version):
        found.setdefault(mention.image, mention)
    yield from found.values()


def of_templates(folder: str, files: Files) -> Iterator[Mention]:
    """Yield the images of a chart's templates, each where it is written, whatever the values name beside."""
    chart = nodes.read(files.text(posixpath.join(folder, FILES[0])) or "") or At()
    values = nodes.read(files.text(posixpath.join(folder, FILES[1])) or "") or At()
    return _of_templates(folder, files, values, chart.text("appVersion"))


def _of_templates(folder: str, files: Files, values: At, version: str) -> Iterator[Mention]:
    for template in _templates(folder, files):
        yield from _of_template(manifest.text(template, files), template, values, version)


def _of_values(found: At, path: str, version: str, depth: int) -> Iterator[Mention]:
    """Yield mappings that name a repository, alone or with registry and tag, and texts under `image`."""
    if depth > _DEEPEST:
        return
    name = found.text("repository") or found.text("name") * ("tag" in found)
    registry = found.text("registry") or found.text("hub")
    if name and "://" not in name and ("tag" in found or registry):
        whole = f"{registry}/{name}" if registry else name
        tag, digest = found.text("tag") or version, found.text("digest")
        yield from _mention(whole + (f":{tag}" if tag else "") + (f"@{digest}" if digest else ""), path, found.line)
    for key, value in found.items():
        if isinstance(value, str) and key.lower().endswith("image"):
            yield from _mention(value, path, found.line_of(key))
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, At):
                yield from _of_values(inner, path, version, depth + 1)


def _mention(image: str, path: str, line: int) -> Iterator[Mention]:
    if image_reference.is_valid(image) and "/" in image:
        yield Mention(image, "values", "", default=False, evidence=(Evidence(path, line, f"values: {image}"),))


def _of_template(text: str, path: str, values: At, version: str) -> Iterator[Mention]:
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > _LONGEST or not (found := _IMAGE.fullmatch(line)):
            continue
        value = found["value"].partition(" #")[0].rstrip()
        said = _ACTION.sub(lambda action: _said(action["body"], values, version), value).strip("\"'")
        if image_reference.is_valid(said) and "/" in said and not said.startswith("?"):
            where = Evidence(path, number, f"image: {value[:200]}")
            yield Mention(image_mentions.decided(said), "field", "", default=False, evidence=(where,))


def _said(body: str, values: At, version: str) -> str:
    """Return what a template's action says, `?` where it is more than values, a default and quotes."""
    first, *rest = _PIPE.split(body.strip(" \t()-"))
    said = _term(first, values, version)
    for function in rest:
        word, _, argument = function.partition(" ")
        if word == "default":
            said = said.strip("?") or _term(argument, values, version)
        elif word not in ("quote", "squote", "trim", "toString"):
            return "?"
    return said


def _term(text: str, values: At, version: str) -> str:
    if text.startswith(('"', "'", "`")):
        return text[1:-1]
    if text.removeprefix("$") == ".Chart.AppVersion":
        return version
    path = text.removeprefix("$")
    if not path.startswith(".Values."):
        return "?"
    found: At = values
    *folders_, last = path.removeprefix(".Values.").split(".")
    for folder in folders_:
        found = found.mapping(folder)
    return found.text(last, "?")
