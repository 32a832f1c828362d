"""Resolve the branches of a repository to commits: its server is asked once a run, or the last answer recalled."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from audit.model.evidence import Skipped
from audit.model.repository import TAGS, Remote, Repository, spellings
from audit.sources.cache import cache_folder
from audit.sources.git import Deadline, advertised
from audit.sources.repository.checkout import MISSING
from audit.sources.repository.location import Commits, Limits, Location
from audit.sources.repository.opening import opened


@dataclass(frozen=True, slots=True)
class ResolvedRefs:
    """Hold (branch, commit) of each wanted branch that has one; the others are skipped with the reason."""

    commits: Commits
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class _Advertised:
    """Hold a server's answer: branch -> commit, and the branch that its HEAD names."""

    heads: dict[str, str]
    default: str


def resolve(repository: Repository, location: Location, limits: Limits, deadline: Deadline) -> ResolvedRefs:
    """Return the commits of the wanted branches; raise GitFault, filelock.Timeout or OSError when git cannot tell."""
    if location.remote:
        return _served(repository, location.remote, limits, deadline)
    with opened(location, deadline) as git:
        wanted = repository.branches or (git.default_branch(),)
        commits = {branch: git.local_head(branch) if branch else "" for branch in wanted}
    missing, nameless = (
        "no such branch, or it has no commit",
        "its HEAD names no branch; expected `branches` to name one",
    )
    return _divided(repository.name, commits, missing, nameless)


def _served(repository: Repository, remote: Remote, limits: Limits, deadline: Deadline) -> ResolvedRefs:
    """Ask the server once, or without the network recall its last answer."""
    url = remote.url
    memory = limits.cache / "heads" / cache_folder.clone_folder(limits.cache, url).with_suffix(".msgpack").name
    answer = _recalled(memory)
    missing = "offline, and nothing of this branch is kept"
    if not limits.offline and (limits.anew or not _are_known_tags(repository.branches, answer)):
        answer = _Advertised(*advertised(url, repository.branches, deadline, private=url if remote.private else ""))
        _record(memory, answer, repository.branches)
        missing = MISSING
    wanted = repository.branches or (answer.default,)
    nameless = (
        "offline, and nothing of it is kept" if limits.offline else "empty: its HEAD names no branch that has a commit"
    )
    return _divided(repository.name, {branch: answer.heads.get(branch, "") for branch in wanted}, missing, nameless)


def _are_known_tags(branches: tuple[str, ...], answer: _Advertised) -> bool:
    """Tell whether only tags are wanted, and all are in an earlier answer: a released tag does not move."""
    return bool(branches) and all(
        branch.startswith(TAGS) and any(name in answer.heads for name in spellings(branch.removeprefix(TAGS)))
        for branch in branches
    )


def _divided(name: str, commits: dict[str, str], missing: str, nameless: str) -> ResolvedRefs:
    """Divide the branches into those with a commit and those skipped with a reason."""
    return ResolvedRefs(
        tuple((branch, commit) for branch, commit in commits.items() if commit),
        tuple(
            Skipped(name, branch, "", _worded(branch, missing) if branch else nameless)
            for branch, commit in commits.items()
            if not commit
        ),
    )


def _worded(branch: str, missing: str) -> str:
    return missing.replace("branch", "tag") if branch.startswith(TAGS) else missing


def _recalled(memory: Path) -> _Advertised:
    """Return the last answer, an empty one when it cannot be read."""
    try:
        return msgspec.msgpack.decode(memory.read_bytes(), type=_Advertised)
    except (OSError, msgspec.MsgspecError):
        return _Advertised({}, "")


def _record(memory: Path, answer: _Advertised, wanted: tuple[str, ...]) -> None:
    """Keep an answer for runs without the network, beside answers about other branches."""
    before = _recalled(memory)
    others = {branch: commit for branch, commit in before.heads.items() if branch not in (wanted or (before.default,))}
    # a server that was asked for named branches does not tell the branch that its HEAD names
    now = _Advertised(dict(sorted((others | answer.heads).items())), before.default if wanted else answer.default)
    if now != before:
        # a cache that cannot be written is reported where it is needed; this run knows the answer
        with suppress(OSError):
            cache_folder.write(memory, msgspec.msgpack.encode(now))
