"""Read a folder on disk as a snapshot, to check what is not committed yet."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from audit.model.evidence import Skipped
from audit.model.repository import LINK, Entry, EntryKind, Snapshot
from audit.sources import discover

_PRUNED = frozenset({".git", ".hg", ".svn", ".venv", "__pycache__", ".tox", ".mypy_cache"})
MAXIMUM_FILE = 4_000_000


class WorkingTree:
    """Hold the files below a folder; a file's path is its blob."""

    def __init__(self, root: Path) -> None:
        """List the files below the root, sorted, without what version control and tools keep there."""
        self._root = root
        entries = tuple(sorted(_entries(root), key=lambda entry: entry.path))
        self.snapshots: tuple[Snapshot, ...] = (Snapshot(f"local/{root.resolve().name}", "", "", "", entries),)
        self.skipped: tuple[Skipped, ...] = ()
        self.notes: tuple[str, ...] = ()

    def below(self, folder: str) -> Iterator[str]:
        """Yield the paths of the Dockerfiles below a folder of the tree (all of them for an empty text)."""
        head = f"{folder}/" if folder else ""
        entries = self.snapshots[0].entries
        yield from (entry.path for entry in discover.candidates(entries) if entry.path.startswith(head))

    def read(self, blobs: Iterable[str]) -> Mapping[str, bytes | str]:
        """Return the content of files; a text instead of bytes is the reason why there is none."""
        return {path: _content(self._root / path, path) for path in sorted(set(blobs))}


def root_of(path: Path) -> Path:
    """Return the work tree that a path lies in (the nearest folder with `.git`), else its own folder."""
    start = path if path.is_dir() else path.parent
    return next((each for each in (start, *start.resolve().parents) if (each / ".git").exists()), start)


def _content(path: Path, blob: str) -> bytes | str:
    try:
        if blob.endswith(LINK):
            return os.fsencode(path.readlink())
        # a FIFO that has taken the file's place would be waited for without end
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as opened:
            found = os.fstat(opened.fileno())
            if not stat.S_ISREG(found.st_mode):
                return "is no regular file"
            return opened.read() if found.st_size <= MAXIMUM_FILE else f"larger than {MAXIMUM_FILE:,} bytes"
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def _entries(root: Path) -> Iterator[Entry]:
    """Yield regular files and links; FIFOs, sockets and devices are passed over, as git does."""
    for folder, inner, files in os.walk(root):
        inner[:] = sorted(set(inner) - _PRUNED)
        for name in (*(folder_name for folder_name in inner if Path(folder, folder_name).is_symlink()), *files):
            path = Path(folder, name)
            mode = path.lstat().st_mode
            if stat.S_ISREG(mode) or stat.S_ISLNK(mode):
                kind: EntryKind = "symlink" if stat.S_ISLNK(mode) else "file"
                relative = path.relative_to(root).as_posix()
                yield Entry(relative, kind, relative + LINK if kind == "symlink" else relative)
