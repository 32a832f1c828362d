"""Read one repository: a method is one git command."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from audit.model.repository import TAGS, Entry
from audit.sources.git import commands, listing
from audit.sources.git.deadline import Deadline
from audit.sources.git.messages import GitFault

_OBJECTS = ("cat-file", "--batch-all-objects", "--unordered")
_SIZED = "--batch-check=%(objecttype) %(objectname) %(objectsize)"


class GitRepository(commands.Commands):
    """Read one bare repository, or a work tree's `.git`; every method raises GitFault when git fails."""

    @classmethod
    def make(cls, path: Path, deadline: Deadline, *, private: str = "") -> Self:
        """Make an empty bare repository at the path, or open the one that is there; it may use the network."""
        commands.make(path, deadline)
        return cls(path, deadline, network=True, private=private)

    def local_head(self, branch: str) -> str:
        """Return the commit of the branch or tag, through any number of annotated tags; empty when there is none."""
        if branch.startswith(TAGS):
            return _text(self.output_or_none(*_commit_of(branch)))
        name = listing.reference(branch)
        out = self.output("for-each-ref", "--format=%(objectname) %(refname)", name)
        rows = (line.split(" ", 1) for line in out.decode("utf-8", "replace").splitlines())
        return next((commit for commit, ref in rows if ref == name), "")

    def commit(self, name: str) -> str:
        """Return the commit that a branch, tag or other name points to."""
        return _text(self.output(*_commit_of(name)))

    def merge_base(self, one: str, other: str) -> str:
        """Return the last commit that two have in common, empty when this repository holds none."""
        return _text(self.output_or_none("merge-base", one, other))

    def is_sound(self) -> bool:
        """Tell whether no object of this repository is missing or unreadable."""
        try:
            _, messages = self.run("fsck", "--connectivity-only", "--no-progress")
        except GitFault:
            self._deadline.left()
            return False
        # an unreadable object that belongs to no branch, as a past commit's tree, is a message and no failure
        return not any(line.startswith("error:") for line in messages.splitlines())

    def default_branch(self) -> str:
        """Return the branch that HEAD names, empty when it is detached."""
        return _text(self.output_or_none("symbolic-ref", "--quiet", "HEAD")).removeprefix("refs/heads/")

    def committed(self, commit: str) -> str:
        """Return the commit's date, ISO 8601 in UTC.

        Not by `show`: the repository's own settings could have it verify signatures with a program of their choice.
        """
        out = self.output("rev-list", "--max-count=1", "--timestamp", commit)
        return datetime.fromtimestamp(int(out.split()[0]), UTC).isoformat()

    def first_parents(self, tip: str) -> tuple[tuple[int, str], ...]:
        """Return (seconds since 1970, commit) of the commits that a branch pointed to, newest first, merges as one."""
        out = self.output("log", "--first-parent", "--format=%ct %H", tip, "--")
        rows = (row.split() for row in out.decode().splitlines())
        return tuple((int(when), commit) for when, commit in rows)

    def entries(self, commit: str) -> tuple[Entry, ...]:
        """Return the commit's whole tree, sorted by path; bytes of a path that are not UTF-8 are shown escaped."""
        out = self.output("ls-tree", "-r", "-z", "--full-tree", commit)
        return tuple(sorted(listing.entries(out), key=lambda entry: entry.path))

    def present_commits(self) -> set[str]:
        """Return the commits that lie in this repository, without asking any remote."""
        out = self.output(*_OBJECTS, "--batch-check=%(objecttype) %(objectname)")
        rows = (row.split() for row in out.decode().splitlines())
        return {name for kind, name in rows if kind == "commit"}

    def present_blobs(self) -> dict[str, int]:
        """Return the blobs that lie in this repository with their sizes in bytes, without asking any remote."""
        return listing.sizes(self.output(*_OBJECTS, _SIZED))

    def sizes(self, blobs: Iterable[str]) -> dict[str, int]:
        """Return the sizes in bytes of those of the blobs that lie in this repository."""
        return listing.sizes(self.output("cat-file", _SIZED, stdin=listing.lines(blobs)))

    def contents(self, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield (blob, content) of blobs that lie in this repository, through one process."""
        yield from listing.contents(self.output("cat-file", "--batch", stdin=listing.lines(blobs)))

    def import_stream(self, stream: bytes) -> None:
        """Fill this repository from a `git fast-import` stream."""
        self.run("fast-import", "--quiet", "--done", stdin=stream.decode("utf-8", "surrogateescape"))


def _commit_of(name: str) -> tuple[str, ...]:
    return "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}"


def _text(output: bytes | None) -> str:
    return (output or b"").decode("utf-8", "replace").strip()
