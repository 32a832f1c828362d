"""What the branches of a repository point to: asked of its server once a run, or remembered from the last time."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from audit.model.evidence import Skipped
from audit.model.repository import TAGS, Folder, Local, Remote, Repository, spellings
from audit.sources.cache import cache_folder
from audit.sources.git import Deadline, GitRepository, advertised
from audit.sources.repository import fast_import
from audit.sources.repository.clone import MISSING, Commits, Limits


@dataclass(frozen=True, slots=True)
class Heads:
    """Hold (branch, commit) of each branch that is wanted and there, and what of the others is said."""

    commits: Commits
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class _Advertised:
    """Hold what a server said: branch -> commit, and the branch that its HEAD names."""

    heads: dict[str, str]
    default: str


def find(repository: Repository, limits: Limits, deadline: Deadline) -> Heads:
    """Find what the wanted branches point to; raise GitFault, filelock.Timeout or OSError when it cannot be told."""
    match repository.origin:
        case Local(path):
            return _lying(repository, Path(path), deadline)
        case Folder(path):
            place = fast_import.materialised(Path(path), repository.branches, limits.cache, deadline)
            return _lying(repository, place, deadline)
        case Remote():
            return _served(repository, repository.origin, limits, deadline)


def _lying(repository: Repository, place: Path, deadline: Deadline) -> Heads:
    """Look where the repository lies."""
    with GitRepository(place, deadline) as git:
        wanted = repository.branches or (git.default_branch(),)
        commits = {branch: git.local_head(branch) if branch else "" for branch in wanted}
    return _sorted_out(
        repository.name,
        commits,
        "no such branch, or it has no commit",
        "its HEAD names no branch; expected `branches` to name one",
    )


def _served(repository: Repository, remote: Remote, limits: Limits, deadline: Deadline) -> Heads:
    """Ask the server once, or without the network what it said the last time."""
    url = remote.url
    memory = limits.cache / "heads" / cache_folder.clone_folder(limits.cache, url).with_suffix(".msgpack").name
    known = not limits.anew and _are_released(repository.branches, _remembered(memory))
    if limits.offline or known:
        said = _remembered(memory)
        missing = "offline, and nothing of this branch is kept"
    else:
        said = _Advertised(*advertised(url, repository.branches, deadline, private=url if remote.private else ""))
        _remember(memory, said, repository.branches)
        missing = MISSING
    wanted = repository.branches or (said.default,)
    nameless = (
        "offline, and nothing of it is kept" if limits.offline else "empty: its HEAD names no branch that has a commit"
    )
    return _sorted_out(repository.name, {each: said.heads.get(each, "") for each in wanted}, missing, nameless)


def _are_released(branches: tuple[str, ...], said: _Advertised) -> bool:
    """Tell whether nothing is asked for but tags that were seen before: a release does not move."""
    return bool(branches) and all(
        each.startswith(TAGS) and any(name in said.heads for name in spellings(each.removeprefix(TAGS)))
        for each in branches
    )


def _sorted_out(name: str, commits: dict[str, str], missing: str, nameless: str) -> Heads:
    """Tell the branches that have a commit from those that have none, with the reason."""
    return Heads(
        tuple((branch, commit) for branch, commit in commits.items() if commit),
        tuple(
            Skipped(name, branch, "", _said(branch, missing) if branch else nameless)
            for branch, commit in commits.items()
            if not commit
        ),
    )


def _said(branch: str, missing: str) -> str:
    return missing.replace("branch", "tag") if branch.startswith(TAGS) else missing


def _remembered(memory: Path) -> _Advertised:
    """Return what was said the last time, nothing when that cannot be read."""
    try:
        return msgspec.msgpack.decode(memory.read_bytes(), type=_Advertised)
    except (OSError, msgspec.MsgspecError):
        return _Advertised({}, "")


def _remember(memory: Path, said: _Advertised, asked: tuple[str, ...]) -> None:
    """Keep what was said for a run without the network, beside what other runs asked about other branches."""
    before = _remembered(memory)
    others = {branch: commit for branch, commit in before.heads.items() if branch not in (asked or (before.default,))}
    # a server that was asked for named branches does not say what its HEAD names
    now = _Advertised(dict(sorted((others | said.heads).items())), before.default if asked else said.default)
    if now != before:
        # a cache that cannot be written is said where it is needed; this run knows the answer
        with suppress(OSError):
            cache_folder.write(memory, msgspec.msgpack.encode(now))
