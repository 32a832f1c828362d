"""List the places beside workflows that say how images are built, and read them."""

from collections.abc import Iterator
from itertools import islice

from audit.components.publishing.building import Act
from audit.components.publishing.release_files import (
    bake,
    chartpress,
    cloud_build,
    compose,
    devcontainers,
    goreleaser,
    image_lists,
    other_pipelines,
)
from audit.dockerfile import programs
from audit.dockerfile.build_context import Files

_MOST_FILES = 60  # of one kind
_MOST_MAKEFILES = 200
_OTHERS = frozenset({"vendor", "node_modules", "third_party", "testdata", "site-packages"})
_CONFIGURATIONS = (".yml", ".yaml", ".json", ".hcl")
_ENDINGS = (*_CONFIGURATIONS, ".mk", *programs.MAKEFILES)
_KINDS = (cloud_build, goreleaser, bake, chartpress, other_pipelines, image_lists, compose, devcontainers)


def paths(files: Files) -> Iterator[str]:
    """Yield the paths of the files that say it, known by their names, and of the Makefiles."""
    telling = [path for path in files.paths if path.endswith(_ENDINGS) and not _OTHERS & set(path.split("/")[:-1])]
    telling.sort()
    yield from islice(filter(programs.is_makefile, telling), _MOST_MAKEFILES)
    for kind in _KINDS:
        yield from islice(filter(kind.is_one, telling), _MOST_FILES)


def acts(files: Files, repository: str) -> Iterator[Act]:
    """Yield the builds and pushes of the files that were read."""
    barren = set[tuple[str, ...]]()
    for path, text in sorted(files.texts.items()):
        if not path.endswith(_CONFIGURATIONS) or _OTHERS & set(path.split("/")[:-1]):
            continue
        if cloud_build.is_one(path):
            yield from cloud_build.builds(path, text, files, barren)
        elif other_pipelines.is_one(path):
            yield from other_pipelines.builds(path, text, files, barren)
        else:
            yield from _listed(path, text, files, repository)
    yield from devcontainers.builds(files, repository)


def _listed(path: str, text: str, files: Files, repository: str) -> Iterator[Act]:
    """Yield the builds that a file lists without scripts."""
    if goreleaser.is_one(path):
        yield from goreleaser.builds(path, text, repository)
    elif bake.is_one(path):
        yield from bake.builds((path,), files, bake.Call())
    elif chartpress.is_one(path):
        yield from chartpress.builds(path, text)
    elif compose.is_one(path):
        yield from compose.builds(path, text)
    elif image_lists.is_one(path):
        yield from image_lists.builds(path, text, files)
