"""One repository, read through git: each method is one command, bounded by the deadline."""

import configparser
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import git

from audit.model.repository import Entry
from audit.sources.git import listing
from audit.sources.git.fault import Deadline, GitFault, reason
from audit.sources.git.settings import environment


class GitRepository:
    """Read one bare repository, or a work tree's `.git`, with every command bounded by the deadline."""

    def __init__(self, path: Path, deadline: Deadline, *, network: bool = False) -> None:
        """Open what lies at the path; raise GitFault when it is no git repository."""
        try:
            self._repo = git.Repo(path, expand_vars=False)
        except (git.InvalidGitRepositoryError, git.NoSuchPathError) as error:
            raise GitFault("not a git repository") from error
        except (configparser.Error, ValueError) as error:
            raise GitFault("its git configuration cannot be read") from error
        self._deadline = deadline
        # named outright: a GIT_DIR of the caller's (a hook has one) must not turn us to another repository
        self._environment = environment(network=network) | {"GIT_DIR": str(self._repo.git_dir)}

    @classmethod
    def make(cls, path: Path, deadline: Deadline) -> Self:
        """Make an empty bare repository at the path, or open the one that is there; it may use the network."""
        if not (path / "HEAD").exists():
            path.mkdir(parents=True, exist_ok=True)
            try:
                # no template: the user's hooks have no business in the cache
                git.Git(path).execute(
                    ["git", "init", "--quiet", "--bare", "--template="],
                    env=environment(network=False) | {"GIT_DIR": str(path.absolute())},
                )
            except git.GitCommandError as error:
                raise GitFault(reason(str(error.stderr))) from error
        return cls(path, deadline, network=True)

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
        self._repo.close()

    def _run(self, *arguments: str, stdin: str = "") -> tuple[bytes, str]:
        """Run a git command and return its output and its messages; raise GitFault when it fails."""
        with tempfile.TemporaryFile() as lines:
            lines.write(stdin.encode("utf-8", "surrogateescape"))
            lines.seek(0)
            try:
                # no lock on the process: GitPython kills it, and what it started, at the limit
                _, out, messages = self._repo.git.execute(
                    ["git", *arguments],
                    istream=lines,
                    with_extended_output=True,
                    stdout_as_string=False,
                    strip_newline_in_stdout=False,
                    kill_after_timeout=self._deadline.left(),
                    env=self._environment,
                )
            except git.GitCommandError as error:
                self._deadline.left()
                raise GitFault(reason(str(error.stderr))) from error
        return bytes(out), str(messages)

    def advertised(self, url: str, branches: tuple[str, ...]) -> tuple[dict[str, str], str]:
        """Ask the remote once what its branches point to; return branch -> commit, and the branch HEAD names.

        The branch is empty when the remote's HEAD is unborn or detached.
        """
        wanted = ("HEAD", *(f"refs/heads/{branch}" for branch in branches))
        out, _ = self._run("ls-remote", "--symref", "--", url, *wanted)
        return listing.heads(out)

    def fetch_branches(self, url: str, branches: Iterable[str]) -> bool:
        """Bring commits and trees of the branches, one commit deep; return whether the server left blobs out."""
        _, messages = self._run(
            "fetch",
            "--depth=1",
            "--filter=blob:none",
            "--no-tags",
            "--no-write-fetch-head",
            "--force",
            "--recurse-submodules=no",
            "--quiet",
            "--",
            self._remote(url),
            *(f"+refs/heads/{branch}:refs/heads/{branch}" for branch in branches),
        )
        return "filtering not recognized" not in messages

    def _remote(self, url: str) -> str:
        """Return the name under which the repository knows the URL, as a remote that owes it blobs."""
        with self._repo.config_writer() as writer:
            writer.set_value('remote "origin"', "url", url)
            writer.set_value('remote "origin"', "promisor", "true")
            writer.set_value('remote "origin"', "partialclonefilter", "blob:none")
            writer.set_value("core", "repositoryformatversion", "1")
            writer.set_value("extensions", "partialclone", "origin")
        return "origin"

    def local_head(self, branch: str) -> str:
        """Return the commit of the branch in this repository, or an empty text when there is none."""
        name = f"refs/heads/{branch}"
        out, _ = self._run("for-each-ref", "--format=%(objectname) %(refname)", name)
        rows = (line.split(" ", 1) for line in out.decode("utf-8", "replace").splitlines())
        return next((commit for commit, ref in rows if ref == name), "")

    def is_sound(self) -> bool:
        """Tell whether all that should lie in this repository does."""
        try:
            self._run("fsck", "--connectivity-only", "--no-dangling", "--no-progress")
        except GitFault:
            self._deadline.left()
            return False
        return True

    def default_branch(self) -> str:
        """Return the branch that HEAD names, or an empty text when it is detached."""
        try:
            out, _ = self._run("symbolic-ref", "--quiet", "HEAD")
        except GitFault:
            self._deadline.left()
            return ""
        return out.decode("utf-8", "replace").strip().removeprefix("refs/heads/")

    def committed(self, commit: str) -> str:
        """Return the commit's date, ISO 8601 in UTC."""
        out, _ = self._run("show", "--no-patch", "--format=%ct", commit)
        return datetime.fromtimestamp(int(out), UTC).isoformat()

    def entries(self, commit: str) -> tuple[Entry, ...]:
        """Return the commit's whole tree, sorted by path; bytes of a path that are not UTF-8 are shown escaped."""
        out, _ = self._run("ls-tree", "-r", "-z", "--full-tree", commit)
        return tuple(sorted(listing.entries(out), key=lambda entry: entry.path))

    def present(self) -> dict[str, int]:
        """Return the blobs that lie in this repository with their sizes, without asking any remote."""
        out, _ = self._run(
            "cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objecttype) %(objectname) %(objectsize)"
        )
        return listing.sizes(out)

    def sizes(self, blobs: Iterable[str]) -> dict[str, int]:
        """Return the sizes of those of the blobs that lie in this repository."""
        out, _ = self._run(
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
            self._run(
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
        out, _ = self._run("cat-file", "--batch", stdin=listing.lines(blobs))
        yield from listing.contents(out)

    def import_stream(self, stream: bytes) -> None:
        """Fill this repository from a `git fast-import` stream."""
        self._run("fast-import", "--quiet", "--done", stdin=stream.decode("utf-8", "surrogateescape"))
