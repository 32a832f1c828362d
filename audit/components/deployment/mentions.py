"""The images that a repository's manifests and its programs' defaults name; first says which files it wants."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatch
from itertools import islice

from audit.components.deployment import chart, image_mentions, kustomization, kustomize_build
from audit.components.deployment.kustomize_build import Closures
from audit.dockerfile.build_context import Files
from audit.model.deployment import Mention
from audit.policy.signals import Manifests

_YAML = (".yaml", ".yml")
_MOST = 1_500  # files of one sort; more than any repository of an organisation has
_DEFINITION = re.compile(r"(?:^|[-_./])(?:crds?|customresourcedefinitions?)(?:[-_.]\w+)*/")
_DEFINING = re.compile(r"(?:.*[-_.])?(?:crds?|customresourcedefinitions?)\.ya?ml")


def first(files: Files) -> Iterator[str]:
    """Yield the paths that tell which others matter: kustomizations and charts."""
    listed = (*kustomization.NAMES, *chart.FILES)
    yield from islice((path for path in sorted(files.paths) if posixpath.basename(path) in listed), _MOST)


def wanted(files: Files, known: Manifests, deploys: tuple[str, ...]) -> Iterator[str]:
    """Yield the paths, not read yet, of manifests and of sources that may hold defaults."""
    for path in dict.fromkeys((*_reached(files, known, deploys), *_raw(files, known), *_sources(files, known))):
        if path in files.paths and path not in files.texts and not _defines(path):
            yield path


def find(files: Files, known: Manifests, deploys: tuple[str, ...]) -> tuple[Mention, ...]:
    """Return every mention of an image; `deploys` are the folders that a default installation applies."""
    closures = Closures(files)
    applied = [replace(each, default=True) for folder in deploys for each in _of_folder(folder, closures)]
    chosen = [each for folder in _roots(files, known) for each in _of_folder(folder, closures)]
    charts = [
        each for folder in chart.folders(files) if not _ignored(folder, known) for each in chart.mentions(folder, files)
    ]
    raw = [each for path in _raw(files, known) for each in closures.of_file(path)]
    told = [
        each
        for path in _sources(files, known)
        for each in image_mentions.in_text(files.texts.get(path, ""), path, "source")
    ]
    return kustomize_build.once((*applied, *chosen, *charts, *raw, *told))


def _of_folder(folder: str, closures: Closures) -> Iterator[Mention]:
    yield from closures.of(folder.strip("/"))
    if posixpath.join(folder.strip("/"), chart.FILES[0]) in closures.files.paths:
        yield from chart.mentions(folder.strip("/"), closures.files)


def _roots(files: Files, known: Manifests) -> Iterator[str]:
    """Yield the folders of kustomizations, those that others stand on as well: an overlay may change what they say."""
    for folder, inside in sorted(files.folders.items()):
        if any(posixpath.basename(path) in kustomization.NAMES for path in inside) and not _ignored(folder, known):
            yield folder


def _reached(files: Files, known: Manifests, deploys: tuple[str, ...]) -> Iterator[str]:
    seen: set[str] = set()
    for folder in (*(each.strip("/") for each in deploys), *_roots(files, known)):
        yield from kustomize_build.reachable(folder, files, seen)
    for folder in chart.folders(files):
        if not _ignored(folder, known):
            yield from chart.templates(folder, files)


def _raw(files: Files, known: Manifests) -> Iterator[str]:
    """Yield manifests that nothing brings together, by the folder they lie in."""
    charts = tuple(f"{folder}/" if folder else "" for folder in chart.folders(files))
    for path in sorted(files.paths):
        folder, _, name = path.rpartition("/")
        is_manifest = name.endswith(_YAML) and name not in kustomization.NAMES and not _defines(path)
        lies_well = not set(folder.split("/")).isdisjoint(known.folders) and not _ignored(path, known)
        if is_manifest and lies_well and not path.startswith(charts):
            yield path


def _sources(files: Files, known: Manifests) -> Iterator[str]:
    """Yield sources in which programs keep their defaults, by name."""
    named = (
        path
        for path in sorted(files.paths)
        if any(fnmatch(posixpath.basename(path), glob) for glob in known.defaults) and not _ignored(path, known)
    )
    yield from islice(named, _MOST)


def _ignored(path: str, known: Manifests) -> bool:
    return not set(path.lower().split("/")).isdisjoint(known.ignored)


def _defines(path: str) -> bool:
    """Tell by the name whether a file only defines types; such files are the largest and name no image."""
    folder, slash, name = path.lower().rpartition("/")
    return _DEFINITION.search(folder + slash) is not None or _DEFINING.fullmatch(name) is not None
