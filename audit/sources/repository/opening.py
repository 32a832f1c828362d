"""Open the git repository at a location, and replace a damaged clone (the only way to open one)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from filelock import Timeout

from audit.model.evidence import Skipped
from audit.model.repository import Remote, Repository
from audit.sources.cache import cache_folder
from audit.sources.git import Deadline, GitFault, GitRepository
from audit.sources.repository import fast_import
from audit.sources.repository.location import Limits, Location, locate

T = TypeVar("T")


@contextmanager
def opened(location: Location, deadline: Deadline) -> Iterator[GitRepository]:
    """Open the repository at a location; raise GitFault, filelock.Timeout or OSError when it cannot be opened.

    A clone is made when there is none, and locked against other runs; without the network it must be there.
    """
    if location.stream:
        fast_import.fill(location.path, location.stream, deadline)
    if location.remote is None:
        with GitRepository(location.path, deadline) as git:
            yield git
        return
    if location.offline and not location.path.exists():
        raise GitFault("offline, and no clone of it is kept")
    with cache_folder.lock(location.path, deadline.left()), _clone(location, location.remote, deadline) as git:
        yield git


def _clone(location: Location, remote: Remote, deadline: Deadline) -> GitRepository:
    if location.offline:
        return GitRepository(location.path, deadline)
    return GitRepository.make(location.path, deadline, private=remote.url if remote.private else "")


def attempt(
    repository: Repository, limits: Limits, deadline: Deadline, work: Callable[[Location], T], *, history: bool = False
) -> T | Skipped:
    """Return the result of work on a repository's location, or Skipped with the reason when it cannot be read.

    A clone that turns out to be damaged is deleted, and the work done once more.
    """
    try:
        location = locate(repository, limits, history=history)
        try:
            return work(location)
        except GitFault:
            if not _discard_damaged(location, deadline):
                raise
            return work(location)
    except (GitFault, Timeout, OSError) as fault:
        return Skipped(repository.name, "", "", _reason(fault))


def _reason(fault: Exception) -> str:
    match fault:
        case Timeout():
            return "another run holds its clone"
        case OSError(strerror=str(why)):
            return f"cannot be read or kept: {why}"
    return str(fault)


def _discard_damaged(location: Location, deadline: Deadline) -> bool:
    """Delete a clone that is damaged and can be made again; return whether it was."""
    if not location.is_renewable:
        return False
    with cache_folder.lock(location.path, deadline.left()):
        damaged = location.path.exists() and not _is_sound(location, deadline)
        if damaged:
            cache_folder.discard(location.path)
    return damaged


def _is_sound(location: Location, deadline: Deadline) -> bool:
    try:
        git = GitRepository(location.path, deadline)
    except GitFault:
        return False
    with git:
        return git.is_sound()
