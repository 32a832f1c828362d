"""One repository, read through git: each method is one command, bounded by the deadline."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from audit.model.repository import TAGS, Entry
from audit.sources.git import listing, references
from audit.sources.git.commands import Commands, make
from audit.sources.git.fault import Deadline, GitFault


class GitRepository:
    """Read one bare repository, or a work tree's `.git`, with every command bounded by the deadline."""

    def __init__(self, path: Path, deadline: Deadline, *, network: bool = False, private: str = "") -> None:
        """Open what lies at the path; raise GitFault when it is no git repository.

        `private` is the URL for which the token of the environment is handed over.
        """
        self._git = Commands(path, deadline, network=network, private=private)
        self._deadline = deadline

    @classmethod
    def make(cls, path: Path, deadline: Deadline, *, private: str = "") -> Self:
        """Make an empty bare repository at the path, or open the one that is there; it may use the network."""
        make(path, deadline)
        return cls(path, deadline, network=True, private=private)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the helper processes that GitPython keeps."""
        self._git.close()

    def fetch_branches(self, url: str, branches: Iterable[str]) -> bool:
        """Bring commits and trees of the branches, one commit deep; return whether the server left blobs out."""
        branches = tuple(branches)
        references.make_room(self._git, branches)
        _, messages = self._git.run(
            "fetch",
            "--depth=1",
            "--filter=blob:none",
            "--no-tags",
            "--no-write-fetch-head",
            "--force",
            "--recurse-submodules=no",
            "--quiet",
            "--",
            self._git.remote(url),
            *(f"+{listing.reference(branch)}:{listing.reference(branch)}" for branch in branches),
        )
        return "filtering not recognized" not in messages

    def local_head(self, branch: str) -> str:
        """Return the commit of the branch or tag in this repository, or an empty text when there is none."""
        if branch.startswith(TAGS):
            return self._tagged(branch)
        name = listing.reference(branch)
        out, _ = self._git.run("for-each-ref", "--format=%(objectname) %(refname)", name)
        rows = (line.split(" ", 1) for line in out.decode("utf-8", "replace").splitlines())
        return next((commit for commit, ref in rows if ref == name), "")

    def _tagged(self, tag: str) -> str:
        """Return the commit that a tag is for, through as many annotated tags as there are."""
        try:
            return self.commit(tag)
        except GitFault:
            self._deadline.left()
            return ""

    def commit(self, name: str) -> str:
        """Return the commit that a branch, tag or other name stands for; raise GitFault when it stands for none."""
        out, _ = self._git.run("rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}")
        return out.decode("utf-8", "replace").strip()

    def parted(self, one: str, other: str) -> str:
        """Return the last commit that two have in common, or an empty text when none is here."""
        try:
            out, _ = self._git.run("merge-base", one, other)
        except GitFault:
            self._deadline.left()
            return ""
        return out.decode("utf-8", "replace").strip()

    def is_sound(self) -> bool:
        """Tell whether all that should lie in this repository does."""
        try:
            self._git.run("fsck", "--connectivity-only", "--no-dangling", "--no-progress")
        except GitFault:
            self._deadline.left()
            return False
        return True

    def default_branch(self) -> str:
        """Return the branch that HEAD names, or an empty text when it is detached."""
        try:
            out, _ = self._git.run("symbolic-ref", "--quiet", "HEAD")
        except GitFault:
            self._deadline.left()
            return ""
        return out.decode("utf-8", "replace").strip().removeprefix("refs/heads/")

    def committed(self, commit: str) -> str:
        """Return the commit's date, ISO 8601 in UTC.

        Not by `show`: the repository's own settings could have it verify signatures with a program of their choice.
        """
        out, _ = self._git.run("rev-list", "--max-count=1", "--timestamp", commit)
        return datetime.fromtimestamp(int(out.split()[0]), UTC).isoformat()

    def entries(self, commit: str) -> tuple[Entry, ...]:
        """Return the commit's whole tree, sorted by path; bytes of a path that are not UTF-8 are shown escaped."""
        out, _ = self._git.run("ls-tree", "-r", "-z", "--full-tree", commit)
        return tuple(sorted(listing.entries(out), key=lambda entry: entry.path))

    def present(self) -> dict[str, int]:
        """Return the blobs that lie in this repository with their sizes, without asking any remote."""
        out, _ = self._git.run(
            "cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objecttype) %(objectname) %(objectsize)"
        )
        return listing.sizes(out)

    def sizes(self, blobs: Iterable[str]) -> dict[str, int]:
        """Return the sizes of those of the blobs that lie in this repository."""
        out, _ = self._git.run(
            "cat-file", "--batch-check=%(objecttype) %(objectname) %(objectsize)", stdin=listing.lines(blobs)
        )
        return listing.sizes(out)

    def fetch_blobs(self, blobs: list[str]) -> set[str]:
        """Bring the blobs in one request; return those that the server does not have.

        The request fails as a whole for one missing blob, so a failed one is repeated in halves.
        """
        if not blobs:
            return set()
        try:
            self._git.run(
                "-c",
                "fetch.negotiationAlgorithm=noop",
                "fetch",
                "origin",
                "--no-tags",
                "--no-write-fetch-head",
                "--recurse-submodules=no",
                "--filter=blob:none",
                "--quiet",
                "--stdin",
                stdin=listing.lines(blobs),
            )
        except GitFault as fault:
            self._deadline.left()
            if "not our ref" not in str(fault) and "missing" not in str(fault):
                raise
            if len(blobs) == 1:
                return {blobs[0]}
            half = len(blobs) // 2
            return self.fetch_blobs(blobs[:half]) | self.fetch_blobs(blobs[half:])
        return set()

    def contents(self, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield (blob, content) of blobs that lie in this repository, through one process."""
        out, _ = self._git.run("cat-file", "--batch", stdin=listing.lines(blobs))
        yield from listing.contents(out)

    def import_stream(self, stream: bytes) -> None:
        """Fill this repository from a `git fast-import` stream."""
        self._git.run("fast-import", "--quiet", "--done", stdin=stream.decode("utf-8", "surrogateescape"))
