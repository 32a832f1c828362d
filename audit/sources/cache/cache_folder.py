"""Lay out the cache folder, lock a clone against other runs, and write files in one step."""

import hashlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_cache_path

from audit.process import interrupted

_LEFTOVERS = ("*.lock", "refs/**/*.lock", "objects/pack/tmp_*", "objects/??/tmp_obj_*")
_INTERVAL = 0.2  # seconds between two checks for an interrupt


def default_folder() -> Path:
    """Return the platform's cache folder for this program."""
    return user_cache_path("kubeflow-image-audit", appauthor=False)


def clone_folder(cache: Path, address: str) -> Path:
    """Return the folder of the clone of an address: its readable part, and a digest of all of it."""
    readable = re.sub(r"[^A-Za-z0-9._-]+", "-", address.rpartition("://")[2]).strip("-.")[-80:]
    return cache / "repositories" / f"{readable}-{hashlib.sha256(address.encode()).hexdigest()[:12]}.git"


@contextmanager
def lock(folder: Path, seconds: float) -> Iterator[None]:
    """Hold the lock of a clone; waiting longer than the seconds raises filelock.Timeout.

    A git that was killed leaves locks and unfinished packs in the clone: they are deleted, for the holder is alone.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _acquired(FileLock(folder.with_suffix(".lock")), seconds):
        for leftover in (path for pattern in _LEFTOVERS for path in folder.glob(pattern)):
            leftover.unlink()
        yield


def _acquired(held: FileLock, seconds: float) -> FileLock:
    end = time.monotonic() + seconds
    while not held.is_locked:
        try:
            held.acquire(timeout=max(0, min(_INTERVAL, end - time.monotonic())))
        except Timeout:
            if interrupted() or time.monotonic() >= end:
                raise
    return held


def write(path: Path, content: bytes) -> None:
    """Replace the file in one step, by way of a temporary file beside it: other runs read it at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:20]}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def discard(folder: Path) -> None:
    """Remove a clone."""
    shutil.rmtree(folder)
