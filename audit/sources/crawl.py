"""Run a function on an opened repository; return its result, or Skipped with the reason."""

from collections.abc import Callable
from typing import TypeVar

from audit.model.evidence import Skipped
from audit.model.repository import Repository
from audit.sources.git import Deadline
from audit.sources.repository import checkout, refs
from audit.sources.repository.location import Commits, Limits, Location
from audit.sources.repository.opening import attempt, opened
from audit.sources.repository.refs import ResolvedRefs
from audit.sources.repository.snapshot_reader import SnapshotReader

T = TypeVar("T")


def resolve(repository: Repository, limits: Limits, deadline: Deadline) -> ResolvedRefs | Skipped:
    """Return the commits of the repository's branches; what cannot be asked is Skipped, with the reason."""
    return attempt(repository, limits, deadline, lambda location: refs.resolve(repository, location, limits, deadline))


def visit(
    repository: Repository,
    commits: Commits,
    limits: Limits,
    deadline: Deadline,
    look: Callable[[SnapshotReader], T],
) -> T | Skipped:
    """Open a repository at the commits of branches, call `look` and close it; what cannot be read is Skipped."""

    def looked(location: Location) -> T:
        with opened(location, deadline) as git:
            is_partial = location.remote is not None and not location.offline
            reader = SnapshotReader(git, repository, partial=is_partial)
            checkout.read(reader, git, location, commits)
            return look(reader)

    return attempt(repository, limits, deadline, looked)
