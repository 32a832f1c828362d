"""Where clones lie, the lock that keeps two runs out of one of them, and files that are whole or not there."""

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

from audit.sources.git import interrupted

_LEFT = ("*.lock", "refs/**/*.lock", "objects/pack/tmp_*", "objects/??/tmp_obj_*")
_PATIENCE = 0.2  # seconds between two looks at whether somebody interrupts


def default_folder() -> Path:
    """Return the platform's cache folder for this program."""
    return user_cache_path("kubeflow-image-audit", appauthor=False)


def clone_folder(cache: Path, address: str) -> Path:
    """Return the folder of the clone of an address: readable, and told apart by a digest of the whole address."""
    readable = re.sub(r"[^A-Za-z0-9._-]+", "-", address.rpartition("://")[2]).strip("-.")[-80:]
    return cache / "repositories" / f"{readable}-{hashlib.sha256(address.encode()).hexdigest()[:12]}.git"


@contextmanager
def lock(folder: Path, seconds: float) -> Iterator[None]:
    """Hold the lock of a clone; waiting longer than the seconds raises filelock.Timeout.

    Whoever holds it is alone in the clone, so locks and halves of packs in there were left by a git that was killed.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _acquired(FileLock(folder.with_suffix(".lock")), seconds):
        for left in (each for pattern in _LEFT for each in folder.glob(pattern)):
            left.unlink()
        yield


def _acquired(held: FileLock, seconds: float) -> FileLock:
    end = time.monotonic() + seconds
    while not held.is_locked:
        try:
            held.acquire(timeout=max(0, min(_PATIENCE, end - time.monotonic())))
        except Timeout:
            if interrupted() or time.monotonic() >= end:
                raise
    return held


def write(path: Path, content: bytes) -> None:
    """Put the content in the file's place by way of a temporary file beside it, for readers that are there already."""
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
