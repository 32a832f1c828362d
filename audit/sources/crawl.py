"""From a repository to what one look at it brings; whatever cannot be read is a value, with the reason."""

from collections.abc import Callable
from typing import TypeVar

from filelock import Timeout

from audit.model.evidence import Skipped
from audit.model.repository import Repository
from audit.sources.clone import Limits, discard_damaged, opened
from audit.sources.git import Deadline, GitFault
from audit.sources.opened import Crawl

__all__ = ["Crawl", "Limits", "visit"]
T = TypeVar("T")


def visit(repository: Repository, limits: Limits, look: Callable[[Crawl], T]) -> T | Skipped:
    """Open a repository, look at it and close it again; what cannot be read is Skipped, with the reason.

    A clone that turns out to be damaged is thrown away and made anew, once.
    """
    deadline = Deadline(limits.seconds)
    try:
        try:
            return _looked(repository, limits, deadline, look)
        except GitFault:
            if not discard_damaged(repository, limits, deadline):
                raise
            return _looked(repository, limits, deadline, look)
    except (GitFault, Timeout, OSError) as fault:
        return Skipped(repository.name, "", "", _said(fault))


def _looked(repository: Repository, limits: Limits, deadline: Deadline, look: Callable[[Crawl], T]) -> T:
    with opened(repository, limits, deadline) as crawl:
        return look(crawl)


def _said(fault: Exception) -> str:
    match fault:
        case Timeout():
            return "another run holds its clone"
        case OSError(strerror=str(why)):
            return f"cannot be read or kept: {why}"
    return str(fault)
