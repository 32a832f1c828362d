"""The door to git: bare, blobless reading of one repository through GitPython; nothing is ever checked out."""

import math
import os
import re
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import git

from audit.model.repository import Entry, EntryKind

_KINDS: Mapping[str, EntryKind] = {
    "100644": "file", "100664": "file", "100755": "executable", "120000": "symlink", "160000": "submodule",
}
_SETTINGS = (
    ("safe.directory", "*"),          # a repository of another user is read, never trusted: nothing of it runs
    ("core.hooksPath", os.devnull),
    ("core.fsmonitor", "false"),
    ("fetch.recurseSubmodules", "false"),
    ("fetch.fsckObjects", "false"),   # what is odd in a tree must be seen, not refuse the whole pack
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
    ("protocol.ext.allow", "never"),
    ("advice.detachedHead", "false"),
)
_URL_SECRET = re.compile(r"(?<=://)[^/@\s]+@")


class GitFault(Exception):
    """Say in one line why git could not do what was asked."""


class Deadline:
    """Hold the moment until which work on one repository may last."""

    def __init__(self, seconds: float) -> None:
        """Begin now and last the seconds given."""
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> int:
        """Return the whole seconds left, at least 1; raise GitFault when none are."""
        rest = self._end - time.monotonic()
        if rest <= 0:
            raise GitFault(f"took longer than the limit of {self._seconds:g} s")
        return max(1, math.ceil(rest))


def environment(*, network: bool) -> dict[str, str]:
    """Return the variables for git: no prompt, no hook, no locale; without network, no transport at all."""
    variables = {
        "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "true", "SSH_ASKPASS": "true", "GCM_INTERACTIVE": "never",
        "GIT_SSH_COMMAND": os.environ.get("GIT_SSH_COMMAND", "ssh") + " -oBatchMode=yes",
        "GIT_LFS_SKIP_SMUDGE": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C", "LANGUAGE": "C",
        "GIT_CONFIG_COUNT": str(len(_SETTINGS)),
    }
    for index, (key, value) in enumerate(_SETTINGS):
        variables |= {f"GIT_CONFIG_KEY_{index}": key, f"GIT_CONFIG_VALUE_{index}": value}
    return variables if network else variables | {"GIT_ALLOW_PROTOCOL": "none"}


class GitRepository:
    """Read one bare repository, or a work tree's `.git`, with every command bounded by the deadline."""

    def __init__(self, path: Path, deadline: Deadline, *, network: bool = False) -> None:
        """Open what lies at the path; raise GitFault when it is no git repository."""
        try:
            self._repo = git.Repo(path)
        except (git.InvalidGitRepositoryError, git.NoSuchPathError) as error:
            raise GitFault("not a git repository") from error
        self._deadline = deadline
        self._environment = environment(network=network)

    @classmethod
    def make(cls, path: Path, deadline: Deadline) -> Self:
        """Make an empty bare repository at the path, or open the one that is there; it may use the network."""
        if not (path / "HEAD").exists():
            path.mkdir(parents=True, exist_ok=True)
            git.Repo.init(path, bare=True).close()
        return cls(path, deadline, network=True)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None,
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
                    ["git", *arguments], istream=lines, with_extended_output=True, stdout_as_string=False,
                    strip_newline_in_stdout=False, kill_after_timeout=self._deadline.left(), env=self._environment,
                )
            except git.GitCommandError as error:
                raise GitFault(_reason(str(error.stderr))) from error
        return bytes(out), str(messages)

    def advertised(self, url: str, branches: tuple[str, ...]) -> tuple[dict[str, str], str]:
        """Ask the remote once what its branches point to; return branch -> commit, and the branch HEAD names.

        The branch is empty when the remote's HEAD is unborn or detached.
        """
        wanted = ("HEAD", *(f"refs/heads/{branch}" for branch in branches))
        out, _ = self._run("ls-remote", "--symref", "--", url, *wanted)
        heads: dict[str, str] = {}
        default = ""
        for line in out.decode("utf-8", "replace").splitlines():
            value, _, name = line.partition("\t")
            if name == "HEAD" and value.startswith("ref: refs/heads/"):
                default = value.removeprefix("ref: refs/heads/")
            elif name == "HEAD" and default:
                heads[default] = value
            elif name.startswith("refs/heads/"):
                heads[name.removeprefix("refs/heads/")] = value
        return heads, default

    def fetch_branches(self, url: str, branches: Iterable[str]) -> bool:
        """Bring commits and trees of the branches, one commit deep; return whether the server left blobs out."""
        _, messages = self._run(
            "fetch", "--depth=1", "--filter=blob:none", "--no-tags", "--no-write-fetch-head", "--force",
            "--recurse-submodules=no", "--quiet", "--", self._remote(url),
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
        try:
            out, _ = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"refs/heads/{branch}^{{commit}}")
        except GitFault:
            return ""
        return out.decode().strip()

    def default_branch(self) -> str:
        """Return the branch that HEAD names, or an empty text when it is detached."""
        try:
            out, _ = self._run("symbolic-ref", "--quiet", "HEAD")
        except GitFault:
            return ""
        return out.decode("utf-8", "replace").strip().removeprefix("refs/heads/")

    def committed(self, commit: str) -> str:
        """Return the commit's date, ISO 8601 in UTC."""
        out, _ = self._run("show", "--no-patch", "--format=%ct", commit)
        return datetime.fromtimestamp(int(out), UTC).isoformat()

    def entries(self, commit: str) -> tuple[Entry, ...]:
        """Return the commit's whole tree, sorted by path; bytes of a path that are not UTF-8 are shown escaped."""
        out, _ = self._run("ls-tree", "-r", "-z", "--full-tree", commit)
        return tuple(sorted(_entries(out), key=lambda entry: entry.path))

    def present(self) -> dict[str, int]:
        """Return the blobs that lie in this repository with their sizes, without asking any remote."""
        out, _ = self._run("cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objecttype) %(objectname) %(objectsize)")
        return {parts[1].decode(): int(parts[2]) for line in out.splitlines() if (parts := line.split())[0] == b"blob"}

    def sizes(self, blobs: Iterable[str]) -> dict[str, int]:
        """Return the sizes of those of the blobs that lie in this repository."""
        out, _ = self._run("cat-file", "--batch-check=%(objecttype) %(objectname) %(objectsize)", stdin=_lines(blobs))
        return {parts[1].decode(): int(parts[2]) for line in out.splitlines() if (parts := line.split())[0] == b"blob"}

    def fetch_blobs(self, blobs: list[str]) -> set[str]:
        """Bring the blobs in one request; return those that the server does not have.

        The request fails as a whole for one missing blob, so a failed one is repeated in halves.
        """
        if not blobs:
            return set()
        try:
            self._run(
                "-c", "fetch.negotiationAlgorithm=noop", "fetch", "origin", "--no-tags", "--no-write-fetch-head",
                "--recurse-submodules=no", "--filter=blob:none", "--quiet", "--stdin", stdin=_lines(blobs),
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
        out, _ = self._run("cat-file", "--batch", stdin=_lines(blobs))
        index = 0
        while index < len(out):
            end = out.index(b"\n", index)
            name, kind, size = out[index:end].split()
            begin = end + 1
            index = begin + int(size) + 1
            if kind == b"blob":
                yield name.decode(), out[begin : index - 1]

    def import_stream(self, stream: bytes) -> None:
        """Fill this repository from a `git fast-import` stream."""
        self._run("fast-import", "--quiet", "--done", stdin=stream.decode("utf-8", "surrogateescape"))


def _lines(blobs: Iterable[str]) -> str:
    return "".join(f"{blob}\n" for blob in blobs)


def _entries(listing: bytes) -> Iterator[Entry]:
    for record in listing.split(b"\0"):
        head, tab, path = record.partition(b"\t")
        if tab:
            mode, _, blob = head.decode().split()
            yield Entry(path.decode("utf-8", "backslashreplace"), _KINDS.get(mode, "file"), blob)


def _reason(messages: str) -> str:
    """Return the line of git's messages that says why, without secrets."""
    lines = [line.strip(" '\n") for line in messages.replace("stderr:", "").splitlines() if line.strip(" '\n")]
    telling = [line for line in lines if line.startswith(("fatal:", "error:", "ERROR:", "Timeout:", "remote:"))] or lines
    if any("Timeout: the command" in line for line in lines):
        return "took longer than the time limit"
    # the first `fatal:` names the cause, later ones repeat that there was one
    chosen = next((line for line in telling if line.startswith("fatal:")), telling[-1] if telling else "git failed")
    return _URL_SECRET.sub("", chosen.removeprefix("fatal:").strip())[:300]
