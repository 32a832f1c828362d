"""Where clones lie, and the lock that keeps two runs out of one of them."""

import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from platformdirs import user_cache_path


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

    Whoever holds it is alone in the clone, so locks in there were left behind by a git that was killed.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_suffix(".lock"), timeout=seconds):
        for left in (*folder.glob("*.lock"), *folder.glob("refs/**/*.lock")):
            left.unlink()
        yield


def discard(folder: Path) -> None:
    """Remove a clone."""
    shutil.rmtree(folder)
