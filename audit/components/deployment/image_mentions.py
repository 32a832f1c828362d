"""Image references in objects and in free text."""

import re
from collections.abc import Iterable, Iterator

from audit.components.deployment.manifest import Object, Scalar
from audit.dockerfile.syntax import image_reference
from audit.model.deployment import How, Mention
from audit.model.evidence import Evidence

# at least one slash; what follows a scheme or a longer path is none, nor is a key
_REFERENCE = re.compile(
    r"(?<![\w./@:${}-])(?:[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?/|localhost(?::\d+)?/)?"
    r"[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+"
    r"(?P<tag>:[\w][\w.-]{0,127})?(?P<digest>@sha256:[0-9a-f]{64})?(?![/{$]|[._-]*\w|[\"']?:(?:\s|$))"
)
_OPEN = re.compile(r"\$\([^()]*\)|\$\{[^{}]*\}|\{\{[^{}]*\}\}|\$\w+")
_CONFIGURING = frozenset({"ConfigMap", "Secret"})
_LONGEST = 2_000  # characters of a line that anybody wrote by hand


def in_objects(objects: Iterable[Object], path: str) -> Iterator[Mention]:
    """Yield the images that objects name: the `image` fields, and references in other texts."""
    for manifest_object in objects:
        for scalar in manifest_object.scalars:
            yield from _in_scalar(scalar, manifest_object.kind, path)


def _in_scalar(scalar: Scalar, kind: str, path: str) -> Iterator[Mention]:
    key = scalar.keys[-1] if scalar.keys else ""
    if key == "image" and kind not in _CONFIGURING and not (scalar.block and "\n" in scalar.text.strip()):
        name = decided(scalar.text.strip())
        if image_reference.is_valid(name):
            how, kind = _role(scalar.keys, kind)
            yield _mention(name, how, kind, Evidence(path, scalar.first, f"image: {scalar.text.strip()}"))
        return
    named = any("image" in item.lower() for item in scalar.keys[-2:])
    yield from _in_lines(scalar.text, path, scalar.first, kind, "string", named=named)


def _role(keys: tuple[str, ...], kind: str) -> tuple[How, str]:
    """Return how an `image` counts, and for which kind of object.

    A bundle of the Operator Lifecycle Manager holds Deployments, and lists beside them the images that they may start.
    """
    if kind != "ClusterServiceVersion":
        return "field", kind
    return ("field", "Deployment") if "deployments" in keys else ("string", kind)


def in_text(text: str, path: str, how: How = "string") -> Iterator[Mention]:
    """Yield the images that a text names, line by line."""
    yield from _in_lines(text, path, 1, "", how, named=False)


def _in_lines(text: str, path: str, first: int, kind: str, how: How, *, named: bool) -> Iterator[Mention]:
    if "/" not in text:
        return
    for number, line in enumerate(text.splitlines(), first):
        told = named or "image" in line.lower()
        if "/" in line and len(line) <= _LONGEST:
            for found in _REFERENCE.finditer(line):
                if told or found["tag"] or found["digest"]:
                    yield _mention(found[0], how, kind, Evidence(path, number, line.strip()[:200]))


def decided(text: str) -> str:
    """Return a reference with `?` for each variable in it."""
    return _OPEN.sub("?", text)


def _mention(image: str, how: How, kind: str, where: Evidence) -> Mention:
    return Mention(image, how, kind, default=False, evidence=(where,))
