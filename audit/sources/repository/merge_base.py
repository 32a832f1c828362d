"""The commit that a change is compared with, read from the objects of the work tree's own repository."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from audit.model.repository import Repository
from audit.sources.git import Deadline, GitRepository
from audit.sources.repository.snapshot_reader import Crawl


@dataclass(frozen=True, slots=True)
class Base:
    """Hold the commit's tree, open for reading; `shared` says that it is where the branches parted."""

    crawl: Crawl
    commit: str
    shared: bool


@contextmanager
def opened(root: Path, repository: Repository, name: str, seconds: float) -> Iterator[Base]:
    """Open the commit where HEAD parted from the one named, or that one where nothing here tells.

    Nothing is checked out and nothing fetched. GitFault is raised when there is no repository or no such commit.
    """
    with GitRepository(root, Deadline(seconds)) as git:
        named = git.commit(name)
        parted = git.parted(named, "HEAD")
        crawl = Crawl(git, repository, partial=False)
        crawl.snapshot("", parted or named)
        yield Base(crawl, parted or named, bool(parted))
