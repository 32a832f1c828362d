"""Helm charts: the images that templates run with default values, and those that only the values name."""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import replace

from audit.components.deployment import image_mentions, manifest
from audit.components.deployment.helm import lines, render
from audit.components.deployment.helm.render import Rendered
from audit.dockerfile.build_context import Files
from audit.dockerfile.syntax import image_reference
from audit.model.deployment import Mention
from audit.model.evidence import Evidence
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At

FILES = ("Chart.yaml", "values.yaml")
_DEEPEST = 20


def folders(files: Files) -> Iterator[str]:
    """Yield the folders that hold a chart."""
    return (folder for folder, inside in files.folders.items() if posixpath.join(folder, FILES[0]) in inside)


def mentions(folder: str, files: Files) -> Iterator[Mention]:
    """Yield the images of a chart: what is rendered by default, then what values and other templates name."""
    metadata, values = (nodes.read(files.text(posixpath.join(folder, name)) or "") or At() for name in FILES)
    rendered = render.chart(folder, files)
    known: set[str] = set()
    for mention in _of_rendered(rendered):
        known.add(_name(mention.image))
        yield mention
    version, place = metadata.text("appVersion"), posixpath.join(folder, FILES[1])
    undecided = next((template for template in rendered if template.undecided), None)
    for mention in (*_of_values(values, place, version, 0), *_of_lines(rendered, files, values, version)):
        if _name(mention.image) not in known:
            known.add(_name(mention.image))
            yield replace(mention, evidence=(*mention.evidence, *_doubt(undecided)))


def of_templates(folder: str, files: Files) -> Iterator[Mention]:
    """Yield the images of a chart's templates where they are written: those rendered by default are the last."""
    metadata, values = (nodes.read(files.text(posixpath.join(folder, name)) or "") or At() for name in FILES)
    rendered = render.chart(folder, files)
    yield from _of_lines(rendered, files, values, metadata.text("appVersion"))
    yield from (mention for mention in _of_rendered(rendered) if mention.how == "field")


def _of_lines(rendered: Iterable[Rendered], files: Files, values: At, version: str) -> Iterator[Mention]:
    for template in rendered:
        yield from lines.in_template(manifest.text(template.path, files), template.path, values, version)


def _name(image: str) -> str:
    return image_reference.canonical(image_reference.read(image))


def _doubt(undecided: Rendered | None) -> Iterator[Evidence]:
    """Yield why it is not known whether a template uses an image that the values name."""
    if undecided:
        yield Evidence(undecided.path, None, f"not rendered: {undecided.undecided[:160]}")


def _of_rendered(rendered: Iterable[Rendered]) -> Iterator[Mention]:
    """Yield the images of rendered templates, at the template's own lines."""
    for template in rendered:
        if "image" not in template.text.lower():
            continue
        objects = manifest.objects(template.text)
        found = image_mentions.in_objects(objects, template.path)
        if not objects:  # what is printed is no YAML
            found = lines.in_template(template.text, template.path, At(), "")
        for mention in found:
            where = mention.evidence[0]
            line = template.lines[min(where.line or 1, len(template.lines)) - 1] or None
            yield replace(mention, evidence=(Evidence(where.path, line, where.text),))


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
