"""Read the commit that a change is compared with, from the objects of the work tree's own repository."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from audit.model.repository import Repository
from audit.sources.git import Deadline, GitRepository
from audit.sources.repository.snapshot_reader import SnapshotReader


@dataclass(frozen=True, slots=True)
class BaseCommit:
    """Hold the reader of the commit's tree; `shared` tells that the commit is the merge base."""

    reader: SnapshotReader
    commit: str
    shared: bool


@contextmanager
def opened(root: Path, repository: Repository, name: str, seconds: float) -> Iterator[BaseCommit]:
    """Open the merge base of HEAD and the commit named, or that commit when the repository holds no merge base.

    Nothing is checked out and nothing fetched. Raise GitFault when there is no repository or no such commit.
    """
    with GitRepository(root, Deadline(seconds)) as git:
        named = git.commit(name)
        common = git.merge_base(named, "HEAD")
        reader = SnapshotReader(git, repository, partial=False)
        reader.snapshot("", common or named)
        yield BaseCommit(reader, common or named, bool(common))
