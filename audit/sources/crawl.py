"""From a repository to snapshots of its branches, and to the bytes of the blobs that the audit wants."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from filelock import Timeout

from audit.model.evidence import Skipped
from audit.model.repository import Folder, Local, Remote, Repository, Snapshot
from audit.sources import cache, folder
from audit.sources.git import Deadline, GitFault, GitRepository

MAXIMUM_BLOB = 4_000_000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Limits:
    """Hold where clones lie and how long one repository may take, in seconds."""

    cache: Path
    seconds: float


class Crawl:
    """Hold one repository opened for reading: its snapshots, what of it was skipped, and its blobs."""

    def __init__(self, git: GitRepository, repository: Repository, *, partial: bool) -> None:
        """Take an opened repository; `partial` says that blobs may have to be fetched first."""
        self._git = git
        self._repository = repository
        self._partial = partial
        self.snapshots: tuple[Snapshot, ...] = ()
        self.skipped: tuple[Skipped, ...] = ()
        self.notes: tuple[str, ...] = ()

    def skip(self, branch: str, reason: str) -> None:
        """Put on record that a branch could not be looked at."""
        self.skipped += (Skipped(self._repository.name, branch, "", reason),)

    def snapshot(self, branch: str, commit: str) -> None:
        """Read the tree of a branch's commit and put it on record."""
        self.snapshots += (
            Snapshot(self._repository.name, branch, commit, self._git.committed(commit), self._git.entries(commit)),
        )

    def read(self, blobs: Iterable[str]) -> dict[str, bytes | str]:
        """Return content by blob id, all fetched in one batch; a text instead of bytes is the reason why not."""
        wanted = sorted(set(blobs))
        if not wanted:
            return {}
        sizes = self._sizes(wanted)
        small = [blob for blob in wanted if sizes.get(blob, MAXIMUM_BLOB + 1) <= MAXIMUM_BLOB]
        found: dict[str, bytes | str] = dict(self._git.contents(small)) if small else {}
        for blob in wanted:
            if blob not in found:
                found[blob] = f"larger than {MAXIMUM_BLOB:,} bytes" if blob in sizes else "its blob is missing"
        return found

    def _sizes(self, wanted: list[str]) -> dict[str, int]:
        if not self._partial:
            return self._git.sizes(wanted)
        # asking a partial clone for a blob that it lacks would fetch it by itself, one request each
        here = self._git.present()
        absent = [blob for blob in wanted if blob not in here]
        self._git.fetch_blobs(absent)
        return self._git.present() if absent else here


def visit(repository: Repository, limits: Limits, look: Callable[[Crawl], T]) -> T | Skipped:
    """Open a repository, look at it and close it again; what cannot be read is Skipped, with the reason."""
    deadline = Deadline(limits.seconds)
    try:
        with _crawl(repository, limits, deadline) as crawl:
            return look(crawl)
    except (GitFault, Timeout, OSError) as fault:
        return Skipped(repository.name, "", "", _said(fault))


def _said(fault: Exception) -> str:
    return "another run holds its clone" if isinstance(fault, Timeout) else str(fault)


@contextmanager
def _crawl(repository: Repository, limits: Limits, deadline: Deadline) -> Iterator[Crawl]:
    match repository.origin:
        case Local(path):
            with GitRepository(Path(path), deadline) as git:
                yield _local(Crawl(git, repository, partial=False), git, repository)
        case Folder(path):
            place = _materialised(Path(path), repository.branches, limits, deadline)
            with GitRepository(place, deadline) as git:
                yield _local(Crawl(git, repository, partial=False), git, repository)
        case Remote(url):
            place = cache.clone_folder(limits.cache, url)
            with cache.lock(place, deadline.left()), GitRepository.make(place, deadline) as git:
                yield _remote(Crawl(git, repository, partial=True), git, repository, url)


def _local(crawl: Crawl, git: GitRepository, repository: Repository) -> Crawl:
    """Read branches where the repository lies."""
    for branch in repository.branches or (git.default_branch() or "HEAD",):
        commit = git.local_head(branch)
        if commit:
            crawl.snapshot(branch, commit)
        else:
            crawl.skip(branch, "no such branch, or it has no commit")
    return crawl


def _remote(crawl: Crawl, git: GitRepository, repository: Repository, url: str) -> Crawl:
    """Ask the server once, bring what moved, and read the trees."""
    heads, default = git.advertised(url, repository.branches)
    wanted = repository.branches or ((default,) if default else ())
    if not wanted:
        crawl.skip("", "empty: its HEAD names no branch that has a commit")
    moved = [branch for branch in wanted if branch in heads and git.local_head(branch) != heads[branch]]
    if moved and not git.fetch_branches(url, moved):
        crawl.notes += ("the server cannot leave blobs out: a plain shallow clone was made",)
    for branch in wanted:
        if branch in heads:
            crawl.snapshot(branch, heads[branch])
        else:
            crawl.skip(branch, "no such branch on the remote")
    return crawl


def _materialised(source: Path, branches: tuple[str, ...], limits: Limits, deadline: Deadline) -> Path:
    """Make the folder's repository in the cache, once for the same content, and return where it lies."""
    content = folder.stream(source, branches)
    place = cache.clone_folder(limits.cache, f"folder://{source.name}/{hashlib.sha256(content).hexdigest()}")
    with cache.lock(place, deadline.left()):
        if not (place / "complete").exists():
            with GitRepository.make(place, deadline) as git:
                git.import_stream(content)
            (place / "complete").touch()
    return place
