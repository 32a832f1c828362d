"""One git command as a process through GitPython: bounded by the deadline, ended with all it started."""

import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, cast

import git

from audit.sources.git.fault import Deadline, GitFault, reason

_PATIENCE = 0.2  # seconds between two looks at the deadline


def run(
    command: git.Git, arguments: Sequence[str], variables: Mapping[str, str], deadline: Deadline, stdin: str = ""
) -> tuple[bytes, str]:
    """Run a git command and return its output and its messages; raise GitFault when it fails or takes too long."""
    deadline.left()
    with _lines(stdin) as lines:
        process = command.execute(
            ["git", *arguments],
            istream=lines,
            as_process=True,
            env=dict(variables),
            # a group of its own: git starts helpers, and all of them must end with it
            start_new_session=True,
        )
        out, messages = _ended(process, deadline)
    said = messages.decode("utf-8", "replace")
    if process.returncode:
        deadline.left()
        raise GitFault(reason(said))
    return out, said


@contextlib.contextmanager
def _lines(text: str) -> Iterator[BinaryIO | None]:
    """Yield a file that git reads as its standard input, or None when there is nothing to read."""
    if not text:
        yield None
        return
    with tempfile.TemporaryFile() as lines:
        lines.write(text.encode("utf-8", "surrogateescape"))
        lines.seek(0)
        yield cast("BinaryIO", lines)


def _ended(process: git.Git.AutoInterrupt, deadline: Deadline) -> tuple[bytes, bytes]:
    """Wait for the process; kill its group when there is no time left or somebody interrupts."""
    while True:
        try:
            out, messages = process.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            try:
                deadline.left()
            except GitFault:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.communicate()
                raise
        else:
            return out, messages
