"""Find and read the commits that a repository's branches pointed to on past days."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from audit.model.evidence import Skipped
from audit.model.repository import Repository
from audit.sources.git import GitRepository, fetch
from audit.sources.repository import refs
from audit.sources.repository.location import Commits, Limits, Location
from audit.sources.repository.opening import attempt, opened
from audit.sources.repository.snapshot_reader import SnapshotReader

T = TypeVar("T")
_Line = tuple[tuple[int, str], ...]  # (seconds since 1970, commit), newest first


@dataclass(frozen=True, slots=True)
class PastCommits:
    """Hold, for each day asked for, (branch, commit) of the branches that existed, and what was skipped."""

    commits: tuple[tuple[date, Commits], ...]
    skipped: tuple[Skipped, ...]


def find(repository: Repository, days: Sequence[date], limits: Limits) -> PastCommits:
    """Find the commits of today's branches at the end of past days (UTC), and fetch their trees in one request."""
    deadline = limits.begin()
    resolved = attempt(
        repository, limits, deadline, lambda location: refs.resolve(repository, location, limits, deadline)
    )
    if isinstance(resolved, Skipped):
        return PastCommits((), (resolved,))

    def lines(location: Location) -> list[tuple[str, _Line]]:
        with opened(location, deadline) as git:
            if location.remote and not location.offline:
                fetch.commits(git, location.remote.url, (branch for branch, _ in resolved.commits))
            return [(branch, git.first_parents(commit)) for branch, commit in resolved.commits]

    found = attempt(repository, limits, deadline, lines, history=True)
    if isinstance(found, Skipped):
        return PastCommits((), (found,))
    commits = tuple((day, tuple(_at(found, day))) for day in days)
    wanted = {commit for _, pairs in commits for _, commit in pairs}
    fetched = _with_trees(repository, wanted, limits, lambda *_: None)
    if isinstance(fetched, Skipped):
        return PastCommits((), (fetched,))
    return PastCommits(commits, resolved.skipped)


def visit(repository: Repository, commits: Commits, limits: Limits, look: Callable[[SnapshotReader], T]) -> T | Skipped:
    """Open a repository at past commits of its branches, call `look` and close it; Skipped when it cannot be read."""

    def looked(git: GitRepository, location: Location) -> T:
        is_partial = location.remote is not None and not location.offline
        reader = SnapshotReader(git, repository, partial=is_partial)
        for branch, commit in commits:
            reader.snapshot(branch, commit)
        return look(reader)

    return _with_trees(repository, {commit for _, commit in commits}, limits, looked)


def _with_trees(
    repository: Repository, commits: set[str], limits: Limits, work: Callable[[GitRepository, Location], T]
) -> T | Skipped:
    """Do work on an opened repository that holds the trees of the commits, fetched when they are not here yet."""
    deadline = limits.begin()

    def worked(location: Location) -> T:
        with opened(location, deadline) as git:
            if location.remote and not location.offline:
                fetch.trees(git, location.remote.url, commits)
            return work(git, location)

    return attempt(repository, limits, deadline, worked)


def _at(lines: Iterable[tuple[str, _Line]], day: date) -> Iterator[tuple[str, str]]:
    """Yield (branch, commit) at the end of a day, of the branches that had a commit by then."""
    end = datetime.combine(day + timedelta(days=1), time(), UTC).timestamp()
    for branch, line in lines:
        commit = next((commit for when, commit in line if when < end), "")
        if commit:
            yield branch, commit
