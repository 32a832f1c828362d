"""A repository whose past commits are read: which there were when, and their trees."""

from collections.abc import Iterable

from audit.sources.git import listing
from audit.sources.git.repository import GitRepository


class PastRepository(GitRepository):
    """Read past commits of a repository; what a server has to bring comes in one request."""

    def fetch_commits(self, url: str, branches: Iterable[str]) -> None:
        """Bring all commits of the branches that are not here yet, without trees and blobs."""
        names = (listing.reference(branch) for branch in branches)
        self._git.run(
            "fetch", "--filter=tree:0", *_QUIETLY, self._git.remote(url), *(f"+{name}:{name}" for name in names)
        )

    def fetch_trees(self, url: str, commits: Iterable[str]) -> None:
        """Bring those of the commits that are not here yet, each by itself, with its trees and without blobs."""
        here = self._commits()
        absent = sorted(set(commits) - here)
        if absent:
            remote = self._git.remote(url)
            self._git.run(
                "fetch", "--depth=1", "--filter=blob:none", "--stdin", *_QUIETLY, remote, stdin=listing.lines(absent)
            )

    def line(self, tip: str) -> tuple[tuple[int, str], ...]:
        """Return (seconds since 1970, commit) of what a branch pointed to, as far as merges tell, newest first."""
        out, _ = self._git.run("log", "--first-parent", "--format=%ct %H", tip, "--")
        rows = (row.split() for row in out.decode().splitlines())
        return tuple((int(when), commit) for when, commit in rows)

    def _commits(self) -> set[str]:
        out, _ = self._git.run(
            "cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objecttype) %(objectname)"
        )
        rows = (row.split() for row in out.decode().splitlines())
        return {name for kind, name in rows if kind == "commit"}


_QUIETLY = ("--no-tags", "--no-write-fetch-head", "--recurse-submodules=no", "--quiet")
