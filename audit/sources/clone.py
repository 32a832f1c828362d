"""From a repository to one that is open: read where it lies, brought from its server, or made from a folder."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from audit.model.repository import Folder, Local, Remote, Repository
from audit.sources import cache, folder
from audit.sources.git import Deadline, GitFault, GitRepository
from audit.sources.opened import Crawl

# files in a clone that say how it came about
_PLAIN, _COMPLETE = "plain", "complete"


@dataclass(frozen=True, slots=True)
class Limits:
    """Hold where clones lie and how long one repository may take, in seconds."""

    cache: Path
    seconds: float


@contextmanager
def opened(repository: Repository, limits: Limits, deadline: Deadline) -> Iterator[Crawl]:
    """Open a repository for a while; raise GitFault, filelock.Timeout or OSError when it cannot be read."""
    match repository.origin:
        case Local(path):
            with GitRepository(Path(path), deadline) as git:
                yield _local(Crawl(git, repository, partial=False), git, repository)
        case Folder(path):
            place = _materialised(Path(path), repository.branches, limits, deadline)
            with GitRepository(place, deadline) as git:
                yield _local(Crawl(git, repository, partial=False), git, repository)
        case Remote(url, private):
            place = cache.clone_folder(limits.cache, url)
            shown = url if private else ""
            with cache.lock(place, deadline.left()), GitRepository.make(place, deadline, private=shown) as git:
                yield _remote(Crawl(git, repository, partial=True), git, url, place)


def discard_damaged(repository: Repository, limits: Limits, deadline: Deadline) -> bool:
    """Remove the repository's clone when it is damaged, and tell whether it was."""
    match repository.origin:
        case Local():
            return False
        case Folder(path):
            content = folder.stream(Path(path), repository.branches)
            return _discard_damaged(_folder_clone(limits, content, path), deadline)
        case Remote(url):
            return _discard_damaged(cache.clone_folder(limits.cache, url), deadline)


def _discard_damaged(place: Path, deadline: Deadline) -> bool:
    with cache.lock(place, deadline.left()):
        damaged = place.exists() and not _is_sound(place, deadline)
        if damaged:
            cache.discard(place)
    return damaged


def _is_sound(place: Path, deadline: Deadline) -> bool:
    try:
        git = GitRepository(place, deadline)
    except GitFault:
        return False
    with git:
        return git.is_sound()


def _local(crawl: Crawl, git: GitRepository, repository: Repository) -> Crawl:
    """Read branches where the repository lies; a damaged one does not keep the others back."""
    default = () if repository.branches else (git.default_branch(),)
    for branch in repository.branches or default:
        if not branch:
            crawl.skip("", "its HEAD names no branch; expected `branches` to name one")
        elif not (commit := git.local_head(branch)):
            crawl.skip(branch, "no such branch, or it has no commit")
        else:
            try:
                crawl.snapshot(branch, commit)
            except GitFault as fault:
                crawl.skip(branch, str(fault))
    return crawl


def _remote(crawl: Crawl, git: GitRepository, url: str, place: Path) -> Crawl:
    """Ask the server once, bring what moved, and read the trees."""
    heads, default = git.advertised(url, crawl.branches)
    wanted = crawl.branches or ((default,) if default else ())
    if not wanted:
        crawl.skip("", "empty: its HEAD names no branch that has a commit")
    moved = [branch for branch in wanted if branch in heads and git.local_head(branch) != heads[branch]]
    if moved:
        _noted(place, plain=not git.fetch_branches(url, moved))
    if (place / _PLAIN).exists():
        crawl.notes += ("the server cannot leave blobs out: a plain shallow clone was made",)
    for branch in wanted:
        if branch in heads:
            crawl.snapshot(branch, heads[branch])
        else:
            crawl.skip(branch, "no such branch on the remote")
    return crawl


def _noted(place: Path, *, plain: bool) -> None:
    """Keep with the clone how it came, so that a run which brings nothing new reports the same."""
    if plain:
        (place / _PLAIN).touch()
    else:
        (place / _PLAIN).unlink(missing_ok=True)


def _materialised(source: Path, branches: tuple[str, ...], limits: Limits, deadline: Deadline) -> Path:
    """Make the folder's repository in the cache, once for the same content, and return where it lies."""
    content = folder.stream(source, branches)
    place = _folder_clone(limits, content, source.name)
    with cache.lock(place, deadline.left()):
        if not (place / _COMPLETE).exists():
            with GitRepository.make(place, deadline) as git:
                git.import_stream(content)
            (place / _COMPLETE).touch()
    return place


def _folder_clone(limits: Limits, content: bytes, path: str) -> Path:
    return cache.clone_folder(limits.cache, f"folder://{Path(path).name}/{hashlib.sha256(content).hexdigest()}")
