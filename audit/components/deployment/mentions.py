"""The images that a repository's manifests and its programs' defaults name."""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fnmatch import translate
from functools import lru_cache
from itertools import islice

from audit.components.deployment import chart, documented, image_mentions, manifest
from audit.components.deployment.kustomize import kustomization, kustomize_build
from audit.components.deployment.kustomize.kustomize_build import Closures
from audit.dockerfile.build_context import Files
from audit.model.deployment import Mention
from audit.policy.signals import Manifests

_YAML = (".yaml", ".yml")
_MOST = 1_500  # files of one sort; more than any repository of an organisation has


def find(files: Files, known: Manifests, deploys: tuple[str, ...]) -> tuple[Mention, ...]:
    """Return every mention of an image; `deploys` are the folders that a default installation applies.

    All kustomizations and charts are asked for at once: they stand on one another, and one after the other they would
    cost a batch of reading each.
    """
    for path in _outlines(files):
        files.text(path)
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
        for each in image_mentions.in_text(manifest.text(path, files), path, "source")
    ]
    composed, shown = documented.in_compose_files(files, known), documented.in_pages(files, known)
    return kustomize_build.once((*applied, *chosen, *charts, *raw, *told, *composed, *shown))


def remote(files: Files, known: Manifests) -> tuple[str, ...]:
    """Return the addresses outside the repository that kustomizations at hand stand on, sorted; nobody follows them."""
    read = (
        kustomization.read(path, replace(files, missing={})) for path in _outlines(files) if not _ignored(path, known)
    )
    return tuple(sorted({address for found in read if found for address in found.remote}))


def _outlines(files: Files) -> Iterator[str]:
    """Yield the paths of kustomizations and of charts with their values."""
    listed = (*kustomization.NAMES, *chart.FILES)
    yield from islice((path for path in sorted(files.paths) if posixpath.basename(path) in listed), _MOST)


def _of_folder(folder: str, closures: Closures) -> Iterator[Mention]:
    yield from closures.of(folder.strip("/"))
    if posixpath.join(folder.strip("/"), chart.FILES[0]) in closures.files.paths:
        yield from chart.mentions(folder.strip("/"), closures.files)


def _roots(files: Files, known: Manifests) -> Iterator[str]:
    """Yield the folders of kustomizations, those that others stand on as well: an overlay may change what they say."""
    for folder, inside in sorted(files.folders.items()):
        if any(posixpath.basename(path) in kustomization.NAMES for path in inside) and not _ignored(folder, known):
            yield folder


def _raw(files: Files, known: Manifests) -> Iterator[str]:
    """Yield manifests that nothing brings together, by the folder they lie in."""
    charts = tuple(f"{folder}/" if folder else "" for folder in chart.folders(files))
    for path in sorted(files.paths):
        folder, _, name = path.rpartition("/")
        is_manifest = name.endswith(_YAML) and name not in kustomization.NAMES and not manifest.defines(path)
        lies_well = not set(folder.split("/")).isdisjoint(known.folders) and not _ignored(path, known)
        if is_manifest and lies_well and not path.startswith(charts):
            yield path


def _sources(files: Files, known: Manifests) -> Iterator[str]:
    """Yield sources in which programs keep their defaults, by name."""
    is_named = _matcher(known.defaults)
    found = (path for path in sorted(files.paths) if is_named(path.rpartition("/")[2]) and not _ignored(path, known))
    yield from islice(found, _MOST)


@lru_cache(maxsize=8)
def _matcher(globs: tuple[str, ...]) -> Callable[[str], object]:
    """Return a function that tells whether a name meets one of the globs; a regular expression for all is fastest."""
    return re.compile("|".join(translate(glob) for glob in globs) or "(?!)").fullmatch


def _ignored(path: str, known: Manifests) -> bool:
    return not set(path.lower().split("/")).isdisjoint(known.ignored)
