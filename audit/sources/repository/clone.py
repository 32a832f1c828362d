"""From a repository to one that is open: read where it lies, brought from its server, or made from a folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from audit.model.repository import Folder, Local, Remote, Repository
from audit.sources.cache import cache_folder
from audit.sources.git import Deadline, GitFault, GitRepository, reference
from audit.sources.repository import fast_import
from audit.sources.repository.snapshot_reader import Crawl

Commits = tuple[tuple[str, str], ...]  # (branch, commit)
MISSING = "no such branch on the remote"
_PLAIN = "plain"  # a file in a clone that says how it came about


@dataclass(frozen=True, slots=True)
class Limits:
    """Hold where clones lie, how long one repository may take, in seconds, and what is asked of the network.

    `offline` asks for nothing, `anew` also for what is known and should not move.
    """

    cache: Path
    seconds: float
    offline: bool = False
    anew: bool = False

    def begin(self) -> Deadline:
        """Return the deadline of a repository whose turn begins now."""
        return Deadline(self.seconds)


@contextmanager
def opened(repository: Repository, commits: Commits, limits: Limits, deadline: Deadline) -> Iterator[Crawl]:
    """Open a repository at the commits of branches; raise GitFault, filelock.Timeout or OSError when it cannot be."""
    match repository.origin:
        case Local(path):
            with GitRepository(Path(path), deadline) as git:
                yield _local(Crawl(git, repository, partial=False), commits)
        case Folder(path):
            place = fast_import.materialised(Path(path), repository.branches, limits.cache, deadline)
            with GitRepository(place, deadline) as git:
                yield _local(Crawl(git, repository, partial=False), commits)
        case Remote(url, _) if limits.offline:
            place = cache_folder.clone_folder(limits.cache, url)
            if not place.exists():
                raise GitFault("offline, and no clone of it is kept")
            with cache_folder.lock(place, deadline.left()), GitRepository(place, deadline) as git:
                yield _noticed(_local(Crawl(git, repository, partial=False), commits), place)
        case Remote(url, private):
            place = cache_folder.clone_folder(limits.cache, url)
            shown = url if private else ""
            with cache_folder.lock(place, deadline.left()), GitRepository.make(place, deadline, private=shown) as git:
                yield _noticed(_remote(Crawl(git, repository, partial=True), git, (url, place), commits), place)


def discard_damaged(repository: Repository, limits: Limits, deadline: Deadline) -> bool:
    """Remove the repository's clone when it is damaged, and tell whether it was."""
    match repository.origin:
        case Local():
            return False
        case Folder(path):
            return _discard_damaged(fast_import.clone(Path(path), repository.branches, limits.cache), deadline)
        case Remote() if limits.offline:
            return False
        case Remote(url):
            return _discard_damaged(cache_folder.clone_folder(limits.cache, url), deadline)


def _discard_damaged(place: Path, deadline: Deadline) -> bool:
    with cache_folder.lock(place, deadline.left()):
        damaged = place.exists() and not _is_sound(place, deadline)
        if damaged:
            cache_folder.discard(place)
    return damaged


def _is_sound(place: Path, deadline: Deadline) -> bool:
    try:
        git = GitRepository(place, deadline)
    except GitFault:
        return False
    with git:
        return git.is_sound()


def _local(crawl: Crawl, commits: Commits) -> Crawl:
    """Read branches where the repository lies; a damaged one does not keep the others back."""
    for branch, commit in commits:
        try:
            crawl.snapshot(branch, commit)
        except GitFault as fault:
            crawl.skip(branch, str(fault))
    return crawl


def _remote(crawl: Crawl, git: GitRepository, origin: tuple[str, Path], commits: Commits) -> Crawl:
    """Bring what moved, and read the trees of what came: a branch may have moved on since the server was asked."""
    moved = [branch for branch, commit in commits if git.local_head(branch) != commit]
    gone = _bring(git, origin, moved)
    for branch, _ in commits:
        if branch in gone:
            crawl.skip(branch, MISSING)
        else:
            crawl.snapshot(branch, git.local_head(branch))
    return crawl


def _bring(git: GitRepository, origin: tuple[str, Path], branches: list[str]) -> tuple[str, ...]:
    """Fetch branches and return those that have gone since the server was asked; they cost the others nothing."""
    url, place = origin
    if not branches:
        return ()
    try:
        _note(place, plain=not git.fetch_branches(url, branches))
    except GitFault as fault:
        gone = next((each for each in branches if str(fault) == f"couldn't find remote ref {reference(each)}"), None)
        if gone is None:
            raise
        return gone, *_bring(git, origin, [each for each in branches if each != gone])
    return ()


def _noticed(crawl: Crawl, place: Path) -> Crawl:
    """Say of a clone how it came; a run that brings nothing new says the same."""
    if (place / _PLAIN).exists():
        crawl.notes += ("the server cannot leave blobs out: a plain shallow clone was made",)
    return crawl


def _note(place: Path, *, plain: bool) -> None:
    """Keep with the clone how it came."""
    if plain:
        (place / _PLAIN).touch()
    else:
        (place / _PLAIN).unlink(missing_ok=True)
