"""Trace a path of an image to its origin: a stage, an outside image, or a file of the repository."""

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from audit import time_limit
from audit.dockerfile.shell import run_commands
from audit.model.dockerfile import Dockerfile, Image, Stage, Transfer


@dataclass(frozen=True, slots=True)
class Carried:
    """Hold the origin of one path: the transfer's line, the stage or image (None: the context), and the path there."""

    line: int
    origin: int | Image | None
    path: str


@dataclass(frozen=True, slots=True)
class Files:
    """Hold the repository's paths, those of each folder (by `folders`), and the texts of those that were read.

    `missing` records the paths whose text a reader asked for and that were not read yet, except those in `unread`,
    which cannot be read for a reason.
    """

    paths: Collection[str] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)

    def text(self, path: str) -> str | None:
        """Return a file's text; None when there is no such file, or when it was not read yet, which is recorded."""
        clean = path if path in self.texts else posixpath.normpath(path).removeprefix("./").lstrip("/")
        if clean in self.texts:
            return self.texts[clean]
        if clean in self.paths and clean not in self.unread:
            self.missing[clean] = None
        return None

    def first(self, folder: str, names: tuple[str, ...]) -> str:
        """Return the path of the first of the names that lies in the folder, or an empty text."""
        candidates = (posixpath.normpath(posixpath.join(folder, name)).lstrip("/") for name in names)
        return next((path for path in candidates if path in self.paths), "")


def folders(paths: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the files that lie directly in each folder, folders that hold only folders included."""
    found: dict[str, list[str]] = {}
    for path in paths:
        found.setdefault(posixpath.dirname(path), []).append(path)
        for folder in ancestors(posixpath.dirname(path)):
            if folder in found:
                break
            found[folder] = []
    return {folder: tuple(sorted(inside)) for folder, inside in found.items()}


def carried(dockerfile: Dockerfile, stage: Stage, path: str, folder: str) -> Iterator[Carried]:
    """Yield the possible origins of a path in a stage, the latest first; `folder` is the working folder."""
    wanted = posixpath.normpath(posixpath.join(folder, path))
    index: int | None = stage.index
    while index is not None:
        yield from own(dockerfile, dockerfile.stages[index], wanted)
        index = dockerfile.stages[index].parent


def own(dockerfile: Dockerfile, stage: Stage, wanted: str) -> Iterator[Carried]:
    """Yield the possible origins of a path by the stage's own transfers, the latest first."""
    places = run_commands.folders(dockerfile, stage) if stage.transfers else {}
    for transfer in reversed(stage.transfers):
        time_limit.check()
        for source in sources(transfer, wanted, places[transfer.line]):
            yield Carried(transfer.line, transfer.origin, source)


def sources(transfer: Transfer, wanted: str, folder: str) -> Iterator[str]:
    """Yield the paths that a transfer, made in a working folder, would put to the wanted path."""
    target = posixpath.join(folder, transfer.target)
    place = posixpath.normpath(target)
    for source in transfer.sources:
        clean = posixpath.normpath(source)
        last = posixpath.basename(clean)
        if wanted == place or wanted == posixpath.join(place, last):
            yield clean
        elif wanted.startswith(place.rstrip("/") + "/"):
            rest = posixpath.relpath(wanted, place)
            if "*" in last and "/" not in rest:
                yield posixpath.join(posixpath.dirname(clean), rest)
            elif "." not in last.strip("."):
                yield posixpath.normpath(posixpath.join(clean, rest))


def locate(path: str, dockerfile: str, paths: Collection[str]) -> str | None:
    """Return the repository's path of a path in the build context.

    The context is the Dockerfile's folder or one above it; the nearest that has the path counts.
    """
    inner = path.lstrip("/").removeprefix("./")
    for folder in ancestors(dockerfile):
        candidate = posixpath.normpath(posixpath.join(folder, inner))
        if candidate in paths:
            return candidate
    return None


def ancestors(path: str) -> Iterator[str]:
    """Yield the folder of a path and those above it, nearest first, the repository's root as an empty text."""
    folder = posixpath.dirname(path)
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
    yield ""
