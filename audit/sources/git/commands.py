"""Run git commands in one repository, or on none, within the deadline."""

import configparser
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Self

import git

from audit.model.repository import TAGS
from audit.sources.git import listing, process
from audit.sources.git.deadline import Deadline
from audit.sources.git.messages import GitFault
from audit.sources.git.settings import environment


def make(path: Path, deadline: Deadline) -> None:
    """Make an empty bare repository at the path when there is none; raise GitFault when that fails."""
    if not (path / "HEAD").exists():
        path.mkdir(parents=True, exist_ok=True)
        # no template: the user's hooks must not get into the cache
        arguments = ("init", "--quiet", "--bare", "--template=")
        process.run(git.Git(path), arguments, environment(network=False) | {"GIT_DIR": str(path.absolute())}, deadline)


def advertised(
    url: str, branches: Iterable[str], deadline: Deadline, *, private: str = ""
) -> tuple[dict[str, str], str]:
    """Ask a server once what branches point to; return branch -> commit, and the branch that HEAD names.

    That branch is empty when the server's HEAD is unborn or detached, or when branches are named: then nothing but
    branches is asked for, and a server that holds a reference for every pull request does not list them. GIT_DIR names
    no repository: the one in the working directory, if any, must not be used.
    """
    named = tuple(name for branch in branches for name in _asked(listing.reference(branch)))
    options, wanted = (("--heads", "--tags"), named) if named else (("--symref",), ("HEAD",))
    nowhere = environment(network=True, private=private) | {"GIT_DIR": os.devnull}
    out, _ = process.run(git.Git(), ("ls-remote", *options, "--", url, *wanted), nowhere, deadline)
    return listing.heads(out)


def _asked(reference: str) -> tuple[str, ...]:
    """Return the names to ask for: a tag also as the commit it points to, in case it is annotated."""
    return (reference, f"{reference}^{{}}") if reference.startswith(TAGS) else (reference,)


class Commands:
    """Hold one repository in which git commands run; a context manager."""

    def __init__(self, path: Path, deadline: Deadline, *, network: bool = False, private: str = "") -> None:
        """Open the repository at the path; raise GitFault when there is none.

        `private` is the URL for which the token of the environment is sent.
        """
        try:
            self._repo = git.Repo(path, expand_vars=False)
        except (git.InvalidGitRepositoryError, git.NoSuchPathError) as error:
            raise GitFault("not a git repository") from error
        except (configparser.Error, ValueError) as error:
            raise GitFault("its git configuration cannot be read") from error
        self._deadline = deadline
        # named outright: the caller's GIT_DIR (a hook has one) must not lead to another repository
        self._environment = environment(network=network, private=private) | {"GIT_DIR": str(self._repo.git_dir)}

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the helper processes that GitPython keeps."""
        self._repo.close()

    def run(self, *arguments: str, stdin: str = "") -> tuple[bytes, str]:
        """Run a git command and return its output and its messages; raise GitFault when it fails."""
        return process.run(self._repo.git, arguments, self._environment, self._deadline, stdin)

    def output(self, *arguments: str, stdin: str = "") -> bytes:
        """Run a git command and return its output; raise GitFault when it fails."""
        return self.run(*arguments, stdin=stdin)[0]

    def output_or_none(self, *arguments: str) -> bytes | None:
        """Run a git command and return its output, None when git fails; raise GitFault when no time is left."""
        try:
            return self.output(*arguments)
        except GitFault:
            self._deadline.left()
            return None

    def remote(self, url: str) -> str:
        """Name the URL a remote that owes the repository its blobs, and return that name."""
        with self._repo.config_writer() as writer:
            writer.set_value('remote "origin"', "url", url)
            writer.set_value('remote "origin"', "promisor", "true")
            writer.set_value('remote "origin"', "partialclonefilter", "blob:none")
            writer.set_value("core", "repositoryformatversion", "1")
            writer.set_value("extensions", "partialclone", "origin")
        return "origin"
