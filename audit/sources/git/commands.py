"""Git run in one repository through GitPython, each command bounded by the deadline."""

import configparser
import tempfile
from pathlib import Path

import git

from audit.sources.git.fault import Deadline, GitFault, reason
from audit.sources.git.settings import environment


def make(path: Path) -> None:
    """Make an empty bare repository at the path when there is none; raise GitFault when that fails."""
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


class Commands:
    """Hold one repository in which git commands run."""

    def __init__(self, path: Path, deadline: Deadline, *, network: bool = False, private: str = "") -> None:
        """Open what lies at the path; raise GitFault when it is no git repository."""
        try:
            self._repo = git.Repo(path, expand_vars=False)
        except (git.InvalidGitRepositoryError, git.NoSuchPathError) as error:
            raise GitFault("not a git repository") from error
        except (configparser.Error, ValueError) as error:
            raise GitFault("its git configuration cannot be read") from error
        self._deadline = deadline
        # named outright: a GIT_DIR of the caller's (a hook has one) must not turn us to another repository
        self._environment = environment(network=network, private=private) | {"GIT_DIR": str(self._repo.git_dir)}

    def close(self) -> None:
        """End the helper processes that GitPython keeps."""
        self._repo.close()

    def run(self, *arguments: str, stdin: str = "") -> tuple[bytes, str]:
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

    def remote(self, url: str) -> str:
        """Return the name under which the repository knows the URL, as a remote that owes it blobs."""
        with self._repo.config_writer() as writer:
            writer.set_value('remote "origin"', "url", url)
            writer.set_value('remote "origin"', "promisor", "true")
            writer.set_value('remote "origin"', "partialclonefilter", "blob:none")
            writer.set_value("core", "repositoryformatversion", "1")
            writer.set_value("extensions", "partialclone", "origin")
        return "origin"
