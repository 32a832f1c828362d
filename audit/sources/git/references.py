"""The names under which commits lie in a clone."""

from collections.abc import Iterable

from audit.sources.git import listing
from audit.sources.git.commands import Commands


def make_room(git: Commands, branches: Iterable[str]) -> None:
    """Forget what stands in the way of branches: `next` was deleted on the server, and there is `next/1` now.

    Git keeps a branch like a file, and a file is no folder. What is forgotten wrongly is brought again.
    """
    wanted = [listing.reference(branch) for branch in branches]
    out, _ = git.run("for-each-ref", "--format=%(refname)")
    for kept in out.decode("utf-8", "surrogateescape").splitlines():
        if any(f"{each}/".startswith(f"{kept}/") != f"{kept}/".startswith(f"{each}/") for each in wanted):
            git.run("update-ref", "-d", kept)
