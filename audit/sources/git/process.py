"""Run one git command through GitPython, within the deadline."""

import contextlib
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, cast

import git

from audit.process import communicate
from audit.sources.git.deadline import Deadline
from audit.sources.git.messages import GitFault, reason


def run(
    command: git.Git, arguments: Sequence[str], variables: Mapping[str, str], deadline: Deadline, stdin: str = ""
) -> tuple[bytes, str]:
    """Run a git command and return its output and its messages; raise GitFault when it fails or takes too long."""
    deadline.left()
    with _input(stdin) as lines:
        process = command.execute(
            ["git", *arguments],
            istream=lines,
            as_process=True,
            env=dict(variables),
            # a group of its own: git starts helpers, and all of them must end with it
            start_new_session=True,
        )
        # GitPython's wrapper hands everything on to its process
        out, messages = communicate(cast("subprocess.Popen[bytes]", process), deadline.left)
    text = messages.decode("utf-8", "replace")
    if process.returncode:
        deadline.left()
        raise GitFault(reason(text))
    return out, text


@contextlib.contextmanager
def _input(text: str) -> Iterator[BinaryIO | None]:
    """Yield a file that git reads as its standard input, or None when there is nothing to read."""
    if not text:
        yield None
        return
    with tempfile.TemporaryFile() as lines:
        lines.write(text.encode("utf-8", "surrogateescape"))
        lines.seek(0)
        yield cast("BinaryIO", lines)
