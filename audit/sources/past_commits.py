"""What a repository's branches pointed to on past days, and the trees of then."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

from filelock import Timeout

from audit.model.evidence import Skipped
from audit.model.repository import Folder, Local, Remote, Repository
from audit.sources import crawl
from audit.sources.cache import cache_folder
from audit.sources.git import Deadline, GitFault
from audit.sources.git.past import PastRepository
from audit.sources.repository import fast_import
from audit.sources.repository.clone import Commits, Limits
from audit.sources.repository.snapshot_reader import Crawl

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Past:
    """Hold, for each day asked for, (branch, commit) of the branches that were there, and what could not be told."""

    commits: tuple[tuple[date, Commits], ...]
    skipped: tuple[Skipped, ...]


def find(repository: Repository, days: Sequence[date], limits: Limits) -> Past:
    """Find what the branches of today pointed to at the end of past days, and bring the trees of then at once."""
    deadline = limits.begin()
    heads = crawl.heads(repository, limits, deadline)
    if isinstance(heads, Skipped):
        return Past((), (heads,))
    found = _guarded(repository, lambda: _lines(repository, heads.commits, limits, deadline))
    if isinstance(found, Skipped):
        return Past((), (found,))
    lines = tuple((branch, line) for branch, line in found if line)
    commits = tuple((day, tuple(_at(lines, day))) for day in days)
    brought = _guarded(repository, lambda: _bring(repository, {each for _, two in commits for _, each in two}, limits))
    if isinstance(brought, Skipped):
        return Past((), (brought,))
    return Past(commits, heads.skipped)


def visit(repository: Repository, commits: Commits, limits: Limits, look: Callable[[Crawl], T]) -> T | Skipped:
    """Open a repository at past commits of its branches, look at it and close it; what cannot be read is Skipped."""

    def looked() -> T:
        with _opened(repository, limits, limits.begin()) as git:
            opened = Crawl(git, repository, partial=isinstance(repository.origin, Remote))
            for branch, commit in commits:
                opened.snapshot(branch, commit)
            return look(opened)

    return _guarded(repository, looked)


def _at(lines: Iterable[tuple[str, tuple[tuple[int, str], ...]]], day: date) -> Iterator[tuple[str, str]]:
    end = datetime.combine(day + timedelta(days=1), time(), UTC).timestamp()
    for branch, line in lines:
        commit = next((commit for when, commit in line if when < end), "")
        if commit:
            yield branch, commit


def _lines(
    repository: Repository, heads: Commits, limits: Limits, deadline: Deadline
) -> list[tuple[str, tuple[tuple[int, str], ...]]]:
    """Return the commits of each branch, newest first; a remote's come alone, into a clone of their own."""
    match repository.origin:
        case Remote(url, private):
            place = cache_folder.clone_folder(limits.cache, f"{url}#commits")
            with cache_folder.lock(place, deadline.left()), _made(place, deadline, url if private else "") as git:
                if not limits.offline:
                    git.fetch_commits(url, (branch for branch, _ in heads))
                return [(branch, git.line(commit)) for branch, commit in heads]
        case _:
            with _opened(repository, limits, deadline) as git:
                return [(branch, git.line(commit)) for branch, commit in heads]


def _bring(repository: Repository, commits: set[str], limits: Limits) -> None:
    deadline = limits.begin()
    if isinstance(repository.origin, Remote) and not limits.offline:
        with _opened(repository, limits, deadline) as git:
            git.fetch_trees(repository.origin.url, commits)


@contextmanager
def _opened(repository: Repository, limits: Limits, deadline: Deadline) -> Iterator[PastRepository]:
    match repository.origin:
        case Local(path):
            with PastRepository(Path(path), deadline) as git:
                yield git
        case Folder(path):
            place = fast_import.materialised(Path(path), repository.branches, limits.cache, deadline)
            with PastRepository(place, deadline) as git:
                yield git
        case Remote(url, private):
            place = cache_folder.clone_folder(limits.cache, url)
            with cache_folder.lock(place, deadline.left()), _made(place, deadline, url if private else "") as git:
                yield git


def _made(place: Path, deadline: Deadline, private: str) -> PastRepository:
    return PastRepository.make(place, deadline, private=private)


def _guarded(repository: Repository, work: Callable[[], T]) -> T | Skipped:
    try:
        return work()
    except Timeout:
        return Skipped(repository.name, "", "", "another run holds its clone")
    except (GitFault, OSError) as fault:
        return Skipped(repository.name, "", "", str(fault))
