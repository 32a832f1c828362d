"""From a repository to what one look at it brings; whatever cannot be read is a value, with the reason."""

from collections.abc import Callable
from typing import TypeVar

from filelock import Timeout

from audit.model.evidence import Skipped
from audit.model.repository import Repository
from audit.sources.git import Deadline, GitFault, interruptible
from audit.sources.repository import refs as pointers
from audit.sources.repository.clone import Commits, Limits, discard_damaged, opened
from audit.sources.repository.refs import Heads
from audit.sources.repository.snapshot_reader import Crawl

__all__ = ["Commits", "Crawl", "Deadline", "Heads", "Limits", "heads", "interruptible", "visit"]
T = TypeVar("T")


def heads(repository: Repository, limits: Limits, deadline: Deadline) -> Heads | Skipped:
    """Ask once what the repository's branches point to; what cannot be asked is Skipped, with the reason."""
    return _mended(repository, limits, deadline, lambda: pointers.find(repository, limits, deadline))


def visit(
    repository: Repository,
    commits: Commits,
    limits: Limits,
    deadline: Deadline,
    look: Callable[[Crawl], T],
) -> T | Skipped:
    """Open a repository at the commits of branches, look at it and close it; what cannot be read is Skipped.

    A clone that turns out to be damaged is thrown away and made anew, once.
    """

    def looked() -> T:
        with opened(repository, commits, limits, deadline) as crawl:
            return look(crawl)

    return _mended(repository, limits, deadline, looked)


def _mended(repository: Repository, limits: Limits, deadline: Deadline, work: Callable[[], T]) -> T | Skipped:
    """Do the work, once more when the clone was damaged."""
    try:
        try:
            return work()
        except GitFault:
            if not discard_damaged(repository, limits, deadline):
                raise
            return work()
    except (GitFault, Timeout, OSError) as fault:
        return Skipped(repository.name, "", "", _said(fault))


def _said(fault: Exception) -> str:
    match fault:
        case Timeout():
            return "another run holds its clone"
        case OSError(strerror=str(why)):
            return f"cannot be read or kept: {why}"
    return str(fault)
