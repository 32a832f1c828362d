"""kustomization.yaml as it is written: what it brings together, and which images it renames."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from audit.components.deployment import manifest
from audit.components.deployment.kustomize import replacements
from audit.components.deployment.kustomize.replacements import Replaced
from audit.dockerfile.build_context import Files
from audit.model.evidence import Evidence
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At

NAMES = ("kustomization.yaml", "kustomization.yml", "Kustomization")
_LISTS = ("resources", "bases")
_PATCHES = ("patchesStrategicMerge", "generators", "transformers")
_GENERATORS = ("configMapGenerator", "secretGenerator")


@dataclass(frozen=True, slots=True)
class Renamed:
    """Hold one entry of `images:`: the image's name, and what it is called, tagged or pinned to instead."""

    name: str
    new_name: str
    new_tag: str
    digest: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Inline:
    """Hold a text that stands in the kustomization itself, and how many lines stand before it."""

    text: str
    before: int


@dataclass(frozen=True, slots=True)
class Kustomization:
    """Hold one kustomization; paths are the repository's, of files and of folders.

    `generated` are files whose text ends up in a ConfigMap or Secret; `remote` are addresses outside the repository.
    """

    path: str
    resources: tuple[str, ...]
    components: tuple[str, ...]
    patches: tuple[str, ...]
    inline: tuple[Inline, ...]
    generated: tuple[str, ...]
    literals: tuple[Evidence, ...]
    images: tuple[Renamed, ...]
    values: tuple[str, ...]
    remote: tuple[str, ...]
    replaced: tuple[Replaced, ...] = ()


def path_in(folder: str, files: Files) -> str:
    """Return the path of a folder's kustomization, empty when it has none."""
    return next((path for name in NAMES if (path := posixpath.join(folder, name)) in files.paths), "")


def read(path: str, files: Files) -> Kustomization | None:
    """Return the kustomization at a path, None when its text is not there or is none."""
    text = files.text(path) if path else None
    return None if text is None else _read(path, text)


@lru_cache(maxsize=4096)
def _read(path: str, text: str) -> Kustomization | None:
    found = nodes.read(text)
    if found is None:
        return None
    folder = posixpath.dirname(path)
    resources = [each for key in _LISTS for each in _texts(found, key)]
    named = [*(each for key in _PATCHES for each in _texts(found, key)), *_paths_of_patches(found)]
    return Kustomization(
        path=path,
        resources=_local(folder, resources),
        components=_local(folder, list(_texts(found, "components"))),
        patches=_local(folder, [item for item in named if "\n" not in item]),
        inline=tuple(_inline(text)),
        generated=_local(folder, list(_generated(found))),
        literals=tuple(_literals(text, path)),
        images=tuple(_renamed(found, path)),
        values=_local(
            folder, [at.text("valuesFile") for at in _mappings(found, "helmCharts") if at.text("valuesFile")]
        ),
        remote=tuple(resource for resource in resources if is_remote(resource)),
        replaced=replacements.read(found),
    )


def is_remote(text: str) -> bool:
    """Tell whether a resource lies outside the repository."""
    return "://" in text or text.startswith(("git@", "github.com/")) or "?ref=" in text


def _texts(found: At, key: str) -> Iterator[str]:
    return (item for item in found.items_of(key) if isinstance(item, str))


def _mappings(found: At, key: str) -> Iterator[At]:
    return (item for item in found.items_of(key) if isinstance(item, At))


def _local(folder: str, named: list[str]) -> tuple[str, ...]:
    paths = (posixpath.normpath(posixpath.join(folder, item)) for item in named if not is_remote(item))
    return tuple(dict.fromkeys("" if path == "." else path for path in paths if not path.startswith("..")))


def _paths_of_patches(found: At) -> Iterator[str]:
    for key in ("patches", "patchesJson6902"):
        yield from (mapping.text("path") for mapping in _mappings(found, key) if mapping.text("path"))


def _inline(text: str) -> Iterator[Inline]:
    """Yield patches that are written in the kustomization itself."""
    for scalar in manifest.scalars(text):
        is_text = scalar.keys == ("patchesStrategicMerge", "[]") and "\n" in scalar.text
        if is_text or scalar.keys in (("patches", "[]", "patch"), ("patchesJson6902", "[]", "patch")):
            yield Inline(scalar.text, scalar.first - 1)


def _generated(found: At) -> Iterator[str]:
    for key in _GENERATORS:
        for mapping in _mappings(found, key):
            listed = [*_texts(mapping, "files"), *_texts(mapping, "envs"), mapping.text("env")]
            yield from (name.partition("=")[2] or name for name in listed if name)


def _literals(text: str, path: str) -> Iterator[Evidence]:
    for scalar in manifest.scalars(text):
        if scalar.keys[1:] == ("[]", "literals", "[]") and scalar.keys[0] in _GENERATORS:
            yield Evidence(path, scalar.line, scalar.text)


def _renamed(found: At, path: str) -> Iterator[Renamed]:
    for image in _mappings(found, "images"):
        given = (image.text("newName"), image.text("newTag"), image.text("digest"))
        if image.text("name") and any(given):
            said = (
                f"images: {image.text('name')} -> {given[0] or image.text('name')}:{given[1] or given[2] or '(same)'}"
            )
            yield Renamed(image.text("name"), *given, Evidence(path, image.line, said))
