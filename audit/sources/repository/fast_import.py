"""Make a repository of a folder that holds a folder for each branch, by `git fast-import`.

Author, date and modes are fixed, so the same files give the same commits on every machine.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from audit.model.repository import TAGS
from audit.sources.cache import cache_folder
from audit.sources.git import Deadline, GitRepository

_SIGNATURE = b"image-audit <image-audit@localhost> 1767225600 +0000"  # 2026-01-01T00:00:00Z
_LEFT_OUT = frozenset({"__pycache__", ".DS_Store"})
_COMPLETE = "complete"  # a file in the repository: it was filled completely


def fill(path: Path, content: bytes, deadline: Deadline) -> None:
    """Make the repository of a stream in the cache; one that is complete is left alone."""
    with cache_folder.lock(path, deadline.left()):
        if not (path / _COMPLETE).exists():
            with GitRepository.make(path, deadline) as git:
                git.import_stream(content)
            (path / _COMPLETE).touch()


def place(folder: Path, content: bytes, cache: Path) -> Path:
    """Return the path of a folder's repository in the cache: another content has another one."""
    return cache_folder.clone_folder(cache, f"folder://{folder.name}/{hashlib.sha256(content).hexdigest()}")


def stream(folder: Path, branches: tuple[str, ...]) -> bytes:
    """Return the fast-import stream of the branches; raise FileNotFoundError when one has no folder.

    A tag's folder lies in `tags/`; a tag that has none is left out.
    """
    present = [name for name in branches if not name.startswith(TAGS) or (folder / name.removeprefix("refs/")).is_dir()]
    parts = [part for branch in present for part in _branch(folder / branch.removeprefix("refs/"), branch)]
    return b"".join([*parts, b"done\n"])


def _branch(folder: Path, branch: str) -> Iterator[bytes]:
    if not folder.is_dir():
        raise FileNotFoundError(f"no folder for branch {branch}")
    message = b"Sample files\n"
    yield b"commit %s\n" % (branch if branch.startswith(TAGS) else f"refs/heads/{branch}").encode()
    yield b"committer %s\ndata %d\n%s" % (_SIGNATURE, len(message), message)
    for path in sorted(_files(folder), key=lambda path: os.fsencode(path.relative_to(folder).as_posix())):
        content = path.read_bytes()
        yield b"M 100644 inline %s\ndata %d\n" % (_quoted(path.relative_to(folder)), len(content))
        yield content + b"\n"


def _quoted(path: Path) -> bytes:
    """Return a path as fast-import reads any bytes: in quotes, its own quotes, backslashes and line ends escaped."""
    plain = os.fsencode(path.as_posix()).replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    return b'"%s"' % plain


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink() and not _LEFT_OUT & set(path.relative_to(folder).parts):
            yield path
