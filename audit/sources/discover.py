"""Which files of a tree say by their name that they are Dockerfiles."""

import re
from collections.abc import Iterable, Iterator

from audit.model.repository import Entry

# Dockerfile.launcher, sklearn.Dockerfile, dockerfile, Containerfile, Dockerfile-mpi, non_dist_Dockerfile
_NAME = re.compile(r"(?:.*[._-])?(?:docker|container)file(?:[._-].*)?", re.IGNORECASE | re.DOTALL)
_NEVER = (".dockerignore", ".containerignore")


def candidates(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries whose name says Dockerfile or Containerfile; content decides later whether they are.

    A symlink's blob is a path and a submodule has none, so only regular files count.
    """
    for entry in entries:
        name = entry.path.rpartition("/")[2]
        if entry.kind in ("file", "executable") and _NAME.fullmatch(name) and not name.lower().endswith(_NEVER):
            yield entry
