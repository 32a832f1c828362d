"""Follow the imports of a Go main package through the repository's own packages."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from audit.components.go_program import go_constraints, go_source, go_workspace
from audit.components.go_program.go_source import GoFile
from audit.dockerfile.build_context import Files
from audit.model.runtime_needs import Closure

MAXIMUM_FILES = 700
# generated from types: they import these types, their library, and nothing else
_GENERATED = (".pb.go", ".pb.gw.go", "_grpc.pb.go", ".pb.validate.go")
_GENERATED_BEGIN = ("zz_generated", "zz_generated.")
_GENERATED_FOLDERS = frozenset({"clientset", "informers", "listers", "applyconfiguration", "applyconfigurations"})
_DOUBLES = frozenset({"fake", "fakes", "mock", "mocks", "stub", "stubs", "testutil", "testutils", "testing", "test"})


@dataclass(frozen=True, slots=True)
class Source:
    """Hold one source that is compiled into the program; a `double` is a fake that stands in tests for the real one."""

    path: str
    text: str
    file: GoFile
    double: bool


@dataclass(frozen=True, slots=True)
class GoClosure:
    """Hold the sources that are compiled into the program, and how much of them was read."""

    sources: tuple[Source, ...]
    read: Closure


NOTHING = GoClosure((), Closure())


def walk(folders: tuple[str, ...], tags: frozenset[str], files: Files) -> GoClosure:
    """Return all sources that the main packages in the folders import, theirs first; all of a level at once.

    A package that only doubles import is a double too. Beyond `MAXIMUM_FILES` the walk ends.
    """
    modules = go_workspace.modules(folders, files)
    sources, absent, total, unread = list[Source](), 0, 0, ""
    waiting = deque((folder, False) for folder in folders)
    known: set[str] = set()
    while waiting and not unread:
        folder, double = waiting.popleft()
        if folder in known:
            continue
        known.add(folder)
        for path in compiled(folder, files):
            total += 1
            if total > MAXIMUM_FILES:
                unread = f"the program is made of more than {MAXIMUM_FILES} files"
                break
            source = _read(path, tags, files, double=double)
            if source is None:
                absent += path not in files.texts
                continue
            sources.append(source)
            inner = (found for item in source.file.imports if (found := modules.folder(item.path)) is not None)
            (waiting.extend if source.double else waiting.extendleft)((found, source.double) for found in inner)
    if absent and not unread:
        unread = f"{absent} of {total} files of the program were not read"
    return GoClosure(tuple(sources), Closure(len(sources), unread if sources or total else Closure().unread))


def compiled(folder: str, files: Files) -> Iterator[str]:
    """Yield the sources of a package that may be compiled for Linux and that somebody wrote."""
    if not _GENERATED_FOLDERS.isdisjoint(folder.split("/")):
        return
    for path in files.folders.get(folder, ()):
        name = path.rpartition("/")[2]
        written = not name.endswith(_GENERATED) and not name.startswith(_GENERATED_BEGIN)
        if name.endswith(".go") and written and go_constraints.is_for_linux(path):
            yield path


def _read(path: str, tags: frozenset[str], files: Files, *, double: bool) -> Source | None:
    text = files.text(path)
    if text is None:
        return None
    file = go_source.read(text)
    if file.constraint and not go_constraints.holds(file.constraint, tags):
        return None
    return Source(path, text, file, double or is_double(path))


def is_double(path: str) -> bool:
    """Tell by its name whether a source holds test doubles: `db_fake.go`, or anything in a folder `mocks`."""
    *folders, name = path.lower().rpartition(".")[0].split("/")
    words = [word for part in (*folders[-2:], name) for word in part.replace("-", "_").split("_")]
    return not _DOUBLES.isdisjoint(words)
