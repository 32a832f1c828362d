"""What the first phase reads of repositories on disk: written to a folder, or kept for judging without git.

`python -m benchmarks.reading CONFIG FOLDER` writes every Dockerfile into the folder. A process of its own, because
what measures must stay small.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from audit.facts import Opened
from audit.model.evidence import Skipped
from audit.model.repository import Repository
from audit.policy.organization import organization
from audit.sources import crawl, discover
from audit.sources.repository.location import Limits

T = TypeVar("T")
_SECONDS = 600


class Recorded:
    """Be an opened repository that remembers what was read, so that it can be read again without git."""

    def __init__(self, opened: Opened) -> None:
        """Take a repository that is still open."""
        self.snapshots, self.skipped, self.notes = opened.snapshots, opened.skipped, opened.notes
        self._opened = opened
        self._known: dict[str, bytes | str] = {}

    def read(self, blobs: Iterable[str]) -> Mapping[str, bytes | str]:
        """Return content by blob, from memory where it has been read before."""
        wanted = set(blobs)
        absent = wanted - self._known.keys()
        if absent:
            self._known.update(self._opened.read(absent))
        return {blob: self._known[blob] for blob in wanted}


def visited(repository: Repository, limits: Limits, look: Callable[[Opened], T]) -> T | Skipped:
    """Look at all branches of a repository."""
    deadline = limits.begin()
    heads = crawl.resolve(repository, limits, deadline)
    return heads if isinstance(heads, Skipped) else crawl.visit(repository, heads.commits, limits, deadline, look)


def dockerfiles(opened: Opened) -> Iterator[tuple[Path, bytes]]:
    """Yield every Dockerfile of a repository: its place below repository and branch, and its content."""
    for snapshot in opened.snapshots:
        entries = tuple(discover.candidates(snapshot.entries))
        contents = opened.read(entry.blob for entry in entries)
        for entry in entries:
            content = contents[entry.blob]
            if isinstance(content, bytes):
                yield Path(snapshot.repository, snapshot.branch, entry.path), content


def extract(repositories: Iterable[Repository], folder: Path) -> None:
    """Write every Dockerfile of the repositories below a folder."""
    for repository in repositories:
        found = visited(repository, Limits(folder, _SECONDS), lambda opened: tuple(dockerfiles(opened)))
        for path, content in () if isinstance(found, Skipped) else found:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)


if __name__ == "__main__":
    extract(organization.read(Path(sys.argv[1])).repositories, Path(sys.argv[2]))
