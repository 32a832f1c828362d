"""Read the trees of branches at given commits, fetched first where a server has the repository."""

from pathlib import Path

from audit.model.repository import Remote
from audit.sources.git import GitFault, GitRepository, fetch, reference
from audit.sources.repository.location import Commits, Location
from audit.sources.repository.snapshot_reader import SnapshotReader

MISSING = "no such branch on the remote"
_PLAIN = "plain"  # a file in a clone: its server cannot leave blobs out


def read(reader: SnapshotReader, git: GitRepository, location: Location, commits: Commits) -> None:
    """Read branches at the commits; a branch that cannot be read is skipped and the others are read."""
    if location.remote and not location.offline:
        _read_remote(reader, git, location.remote, location.path, commits)
    else:
        for branch, commit in commits:
            try:
                reader.snapshot(branch, commit)
            except GitFault as fault:
                reader.skip(branch, str(fault))
    if location.remote and (location.path / _PLAIN).exists():
        reader.notes += ("the server cannot leave blobs out: a plain shallow clone was made",)


def _read_remote(reader: SnapshotReader, git: GitRepository, remote: Remote, clone: Path, commits: Commits) -> None:
    """Fetch branches that moved; read what came, for a branch may have moved on since the server was asked."""
    moved = [branch for branch, commit in commits if git.local_head(branch) != commit]
    gone = _fetch(git, remote.url, clone, moved)
    for branch, _ in commits:
        if branch in gone:
            reader.skip(branch, MISSING)
        else:
            reader.snapshot(branch, git.local_head(branch))


def _fetch(git: GitRepository, url: str, clone: Path, branches: list[str]) -> tuple[str, ...]:
    """Fetch branches and return those deleted since the server was asked; they must not cost the others."""
    if not branches:
        return ()
    try:
        has_filter = fetch.branches(git, url, branches)
    except GitFault as fault:
        gone = next((name for name in branches if str(fault) == f"couldn't find remote ref {reference(name)}"), None)
        if gone is None:
            raise
        return gone, *_fetch(git, url, clone, [name for name in branches if name != gone])
    if has_filter:
        (clone / _PLAIN).unlink(missing_ok=True)
    else:
        (clone / _PLAIN).touch()
    return ()
