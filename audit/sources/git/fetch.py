"""Fetch branches, commits, trees and blobs from a server, in one request wherever the server allows it."""

from collections.abc import Iterable

from audit.sources.git import listing
from audit.sources.git.messages import GitFault
from audit.sources.git.repository import GitRepository

_QUIETLY = ("--no-tags", "--no-write-fetch-head", "--recurse-submodules=no", "--quiet")


def branches(git: GitRepository, url: str, names: Iterable[str]) -> bool:
    """Fetch commits and trees of the branches, one commit deep; return whether the server left blobs out."""
    wanted = [listing.reference(name) for name in names]
    _make_room(git, wanted)
    specifications = (f"+{reference}:{reference}" for reference in wanted)
    options = ("--depth=1", "--filter=blob:none", "--force", *_QUIETLY)
    _, messages = git.run("fetch", *options, "--", git.remote(url), *specifications)
    return "filtering not recognized" not in messages


def _make_room(git: GitRepository, wanted: Iterable[str]) -> None:
    """Delete local references that block others: `next` was deleted on the server, and there is `next/1` now.

    Git keeps a branch like a file, and a file is no folder. A reference deleted wrongly is fetched again.
    """
    out = git.output("for-each-ref", "--format=%(refname)")
    for kept in out.decode("utf-8", "surrogateescape").splitlines():
        if any(f"{name}/".startswith(f"{kept}/") != f"{kept}/".startswith(f"{name}/") for name in wanted):
            git.run("update-ref", "-d", kept)


def commits(git: GitRepository, url: str, names: Iterable[str]) -> None:
    """Fetch all commits of the branches that are not here yet, without trees and blobs."""
    references = (listing.reference(name) for name in names)
    specifications = (f"+{reference}:{reference}" for reference in references)
    git.run("fetch", "--filter=tree:0", *_QUIETLY, git.remote(url), *specifications)


def trees(git: GitRepository, url: str, wanted: Iterable[str]) -> None:
    """Fetch those of the commits that are not here yet, without their parents, with their trees, without blobs."""
    absent = sorted(set(wanted) - git.present_commits())
    if absent:
        options = ("--depth=1", "--filter=blob:none", "--stdin", *_QUIETLY)
        git.run("fetch", *options, git.remote(url), stdin=listing.lines(absent))


def blobs(git: GitRepository, wanted: list[str]) -> None:
    """Fetch the blobs from the remote of the last fetch, in one request; leave out those that the server lacks.

    The request fails as a whole for one missing blob, so a failed one is repeated in halves.
    """
    if not wanted:
        return
    options = ("origin", "--filter=blob:none", "--stdin", *_QUIETLY)
    try:
        git.run("-c", "fetch.negotiationAlgorithm=noop", "fetch", *options, stdin=listing.lines(wanted))
    except GitFault as fault:
        # where the time is up, the next command says so
        if "not our ref" not in str(fault) and "missing" not in str(fault):
            raise
        if len(wanted) > 1:
            half = len(wanted) // 2
            blobs(git, wanted[:half])
            blobs(git, wanted[half:])
