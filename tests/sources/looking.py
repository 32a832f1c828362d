"""The crawl as one call: what of a repository was seen, and what was read."""

from dataclasses import dataclass, replace
from pathlib import Path

from audit.model.evidence import Skipped
from audit.model.repository import Local, Origin, Remote, Repository, Snapshot
from audit.sources import crawl, discover
from audit.sources.repository.location import Limits
from audit.sources.repository.snapshot_reader import SnapshotReader


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold what a crawl brought; `read` holds branch -> path -> content of what was asked for."""

    snapshots: tuple[Snapshot, ...]
    skipped: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    read: dict[str, dict[str, bytes | str]]


def repository(origin: Origin, *branches: str, name: str = "acme/web") -> Repository:
    """Return an active repository."""
    return Repository(name, origin, branches, "active", "", "", "")


def remote(url: str, *branches: str) -> Repository:
    """Return a repository on a server."""
    return repository(Remote(url), *branches)


def local(path: Path, *branches: str) -> Repository:
    """Return a repository on this machine."""
    return repository(Local(str(path)), *branches)


def look(opened: SnapshotReader) -> Seen:
    """Read the Dockerfiles of every branch in one step."""
    wanted = {each.branch: tuple(discover.candidates(each.entries)) for each in opened.snapshots}
    blobs = opened.read(entry.blob for entries in wanted.values() for entry in entries)
    return Seen(
        opened.snapshots,
        tuple((each.branch, each.reason) for each in opened.skipped),
        opened.notes,
        {branch: {entry.path: blobs[entry.blob] for entry in entries} for branch, entries in wanted.items()},
    )


def seen_of(what: Repository, limits: Limits) -> Seen | Skipped:
    """Ask what the branches point to, and look at all of them."""
    deadline = limits.begin()
    heads = crawl.resolve(what, limits, deadline)
    if isinstance(heads, Skipped):
        return heads
    seen = crawl.visit(what, heads.commits, limits, deadline, look)
    if isinstance(seen, Skipped):
        return seen
    missed = tuple((each.branch, each.reason) for each in heads.skipped)
    return replace(seen, skipped=(*missed, *seen.skipped))


def visit(what: Repository, limits: Limits) -> Seen:
    """Crawl a repository that can be read."""
    seen = seen_of(what, limits)
    assert not isinstance(seen, Skipped), seen
    return seen


def missed(what: Repository, limits: Limits) -> str:
    """Return why a repository could not be read at all."""
    skipped = seen_of(what, limits)
    assert skipped == Skipped("acme/web", "", "", getattr(skipped, "reason", "it was read"))
    return skipped.reason


def clones(limits: Limits) -> list[Path]:
    """Return the clones of the cache."""
    return sorted((limits.cache / "repositories").glob("*.git"))
