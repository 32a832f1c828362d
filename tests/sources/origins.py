"""Real git repositories, made by the git command, with the same commit ids on every machine."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# nothing of the machine's own git configuration may reach the tests
SETTLED = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "A Developer",
    "GIT_AUTHOR_EMAIL": "developer@example.org",
    "GIT_AUTHOR_DATE": "2026-01-02T03:04:05+00:00",
    "GIT_COMMITTER_NAME": "A Developer",
    "GIT_COMMITTER_EMAIL": "developer@example.org",
    "GIT_COMMITTER_DATE": "2026-01-02T03:04:05+00:00",
}


def git(folder: Path, *arguments: str, stdin: bytes = b"", day: str = "") -> str:
    """Run git in a folder, as on a day, and return what it printed, without the last line end."""
    dates = {f"GIT_{name}_DATE": f"{day}T12:00:00Z" for name in ("AUTHOR", "COMMITTER") if day}
    variables = os.environ | dates
    done = subprocess.run(["git", *arguments], cwd=folder, input=stdin, env=variables, capture_output=True, check=True)
    return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")


def blob(path: Path, content: bytes) -> str:
    """Write a loose blob into a repository and return its id."""
    return git(path, "hash-object", "-w", "--stdin", stdin=content)


def row(path: Path, name: bytes, text: str) -> bytes:
    """Write a file's blob and return the file's row of `ls-tree`."""
    return b"100644 blob %s\t%s" % (blob(path, text.encode()).encode(), name)


def loose(path: Path, name: str) -> Path:
    """Return the file of a loose object, named as git names revisions."""
    made = git(path, "rev-parse", name)
    return path / "objects" / made[:2] / made[2:]


def commit(path: Path, branch: str, rows: Sequence[bytes], day: str = "") -> str:
    """Put a commit of a day whose tree has such rows of `ls-tree` on a branch, and return its id."""
    listing = b"".join(each + b"\0" for each in sorted(rows, key=lambda each: each.partition(b"\t")[2]))
    git(path, "read-tree", "--empty")
    git(path, "update-index", "-z", "--index-info", stdin=listing)
    tree = git(path, "write-tree", "--missing-ok")
    (path / "index").unlink(missing_ok=True)
    known = git(path, "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")
    made = git(path, "commit-tree", "-m", "Files", *(["-p", known] if known else []), tree, day=day)
    git(path, "update-ref", f"refs/heads/{branch}", made)
    return made


def files(path: Path, branch: str, texts: Mapping[str, str], day: str = "") -> str:
    """Put a commit that holds exactly these files (path -> text) on a branch, and return its id."""
    return commit(path, branch, [row(path, name.encode(), text) for name, text in texts.items()], day)


@dataclass(frozen=True, slots=True)
class Origins:
    """Make bare repositories below one folder, which the server serves."""

    root: Path

    def make(self, name: str, branches: Mapping[str, Mapping[str, str]], *, head: str = "main") -> Path:
        """Make a bare repository whose branches hold the files (path -> text)."""
        path = self.root / name
        path.mkdir(parents=True)
        git(path, "init", "--quiet", "--bare", f"--initial-branch={head}")
        for branch, texts in branches.items():
            files(path, branch, texts)
        return path


def state(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes, to compare before and after."""
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}
