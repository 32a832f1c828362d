"""Complete names of which only the registry or the organisation is open, by the images that the repository names.

A build names `${ORG}/controller`, a manifest of the same repository `quay.io/acme/controller`: then the variable was
`quay.io/acme`, and so it was for the images beside it. The last part is never guessed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from audit.components.publishing.building import OPEN_PARTS, TEST_REGISTRIES, Build
from audit.dockerfile.build_context import Files
from audit.dockerfile.syntax import image_reference
from audit.model.deployment import Mention
from audit.model.evidence import Evidence
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At

_PLAIN = re.compile(r"[^a-z0-9 ]")  # `feast-dev` and `feastdev` are one
_HUB_KEYS = ("hub", "registry", "imageRegistry", "image_registry")


@dataclass(frozen=True, slots=True)
class _Named:
    """Hold an image that the repository names elsewhere: what stands before its last part, and the place."""

    head: str
    last: str
    evidence: Evidence


def complete(builds: Iterable[Build], mentions: Iterable[Mention], repository: str, files: Files) -> tuple[Build, ...]:
    """Return the builds, the names of those that are open in part completed where the repository tells how."""
    given = tuple(builds)
    owner = _PLAIN.sub("", repository.partition("/")[0].lower())
    named = {item.last: list[_Named]() for item in _named(mentions, given)}
    for item in _named(mentions, given):
        named[item.last].append(item)
    heads: dict[str, Counter[str]] = {}
    hubs = [hub for hub in _hubs(files) if _fits("?", hub.head, owner)]
    for head, last in {pair for build in given for pair in _open(build)}:
        fitting = {item.head for item in named.get(last, ()) if _fits(head, item.head, owner)}
        heads.setdefault(head, Counter()).update(fitting)
    if not heads.get("?") and hubs:
        heads["?"] = Counter(hub.head for hub in hubs)
        named[""] = hubs
    return tuple(_completed(build, heads, named, owner) for build in given)


def _hubs(files: Files) -> Iterator[_Named]:
    """Yield the registries that the values of charts put before images' names."""
    for path, text in sorted(files.texts.items()):
        found = nodes.read(text) if path.endswith("values.yaml") and any(key in text for key in _HUB_KEYS) else None
        for key, value, line in _texts(found) if found is not None else ():
            if key in _HUB_KEYS and "/" in value and image_reference.is_valid(value):
                yield _Named(value.lower(), "", Evidence(path, line, f"{key}: {value}"))


def _texts(found: At) -> Iterator[tuple[str, str, int]]:
    for key, value in found.items():
        if isinstance(value, str):
            yield key, value, found.line_of(key)
        elif isinstance(value, At):
            yield from _texts(value)


def _named(mentions: Iterable[Mention], builds: Iterable[Build]) -> Iterator[_Named]:
    """Yield the decided images of manifests, values and sources, and of other builds."""
    for mention in mentions:
        yield from _split(mention.image, mention.evidence[0])
    for build in builds:
        for image in build.images:
            yield from _split(image, build.hops[-1])


def _split(image: str, evidence: Evidence) -> Iterator[_Named]:
    name = _without_tag(image)
    head, slash, last = name.rpartition("/")
    if slash and not OPEN_PARTS.search(name) and " " not in name and not name.startswith(TEST_REGISTRIES):
        yield _Named(head, last, evidence)


def _without_tag(image: str) -> str:
    text = OPEN_PARTS.sub("?", image.strip().strip("\"'"))
    # a variable of a Makefile that whoever calls it has to give leaves nothing before the slash
    read = image_reference.read(f"?{text}" if text.startswith("/") else text)
    return f"{read.registry}/{read.name}".strip("/").lower()


def _open(build: Build) -> Iterator[tuple[str, str]]:
    """Yield (open head, decided last part) of a build's names; `?` are the open parts."""
    for image in build.images:
        head, slash, last = _without_tag(image).rpartition("/")
        if slash and last and "?" in head and "?" not in last:
            yield head, last


def _fits(pattern: str, head: str, owner: str) -> bool:
    """Tell whether a decided head fits an open one; one that is all open has to be of the repository's owner."""
    told = "".join(part for part in pattern.split("?") if part.strip("/."))
    expression = ".+".join(re.escape(part) for part in pattern.split("?"))
    return re.fullmatch(expression, head) is not None and (
        bool(told) or owner in _PLAIN.sub("", head.replace("/", " ").replace(".", " ")).split()
    )


def _parts(head: str) -> list[str]:
    return _PLAIN.sub("", head.replace("/", " ").replace(".", " ")).split()


def _completed(build: Build, heads: dict[str, Counter[str]], named: dict[str, list[_Named]], owner: str) -> Build:
    if not (build.pushed or build.origin in ("release", "list")) or any(
        True for image in build.images for _ in _split(image, build.hops[-1])
    ):
        return build
    for head, last in _open(build):
        fitting = [item for item in named.get(last, ()) if _fits(head, item.head, owner)]
        ranked = sorted(fitting, key=lambda item: (-heads[head][item.head], item.head))
        if ranked:
            return replace(
                build, images=(f"{ranked[0].head}/{last}",), hops=(*build.hops, ranked[0].evidence), assumed=True
            )
        (best, times), *others = heads[head].most_common(2) or [("", 0)]
        if times and not (others and others[0][1] == times):
            evidence = next(item.evidence for items in named.values() for item in items if item.head == best)
            return replace(build, images=(f"{best}/{last}",), hops=(*build.hops, evidence), assumed=True)
    return build
