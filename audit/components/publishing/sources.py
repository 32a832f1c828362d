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
_KINDS = (cloud_build, goreleaser, bake, chartpress, other_pipelines, image_lists, compose, devcontainers)


def paths(files: Files) -> Iterator[str]:
    """Yield the paths of the files that say it, known by their names, and of the Makefiles."""
    own = [path for path in sorted(files.paths) if not _OTHERS & set(path.split("/")[:-1])]
    yield from islice(filter(programs.is_makefile, own), _MOST_MAKEFILES)
    for kind in _KINDS:
        yield from islice(filter(kind.is_one, own), _MOST_FILES)


def acts(files: Files, repository: str) -> Iterator[Act]:
    """Yield the builds and pushes of the files that were read."""
    barren = set[tuple[str, ...]]()
    for path in paths(files):
        text = files.texts.get(path)
        if text is None or programs.is_makefile(path):
            continue
        if cloud_build.is_one(path):
            yield from cloud_build.builds(path, text, files, barren)
        elif goreleaser.is_one(path):
            yield from goreleaser.builds(path, text, repository)
        elif bake.is_one(path):
            yield from bake.builds((path,), files, bake.Call())
        elif chartpress.is_one(path):
            yield from chartpress.builds(path, text)
        elif other_pipelines.is_one(path):
            yield from other_pipelines.builds(path, text, files, barren)
        elif devcontainers.is_one(path):
            continue
        elif compose.is_one(path):
            yield from compose.builds(path, text)
        else:
            yield from image_lists.builds(path, text, files)
    yield from devcontainers.builds(files, repository)
