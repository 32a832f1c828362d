"""Run child processes that end together: with their group, at a limit, or when the program is interrupted.

Shared by git and by the scanners: both start programs that start others, from threads that no signal reaches.
"""

import contextlib
import os
import re
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor

_INTERVAL = 0.2  # seconds between two checks
_CREDENTIALS = re.compile(r"(?<=//)[^/@\s]+@")
_interrupted = threading.Event()


def interrupted() -> bool:
    """Tell whether all work in threads has to end."""
    return _interrupted.is_set()


@contextlib.contextmanager
def interruptible(executor: Executor) -> Iterator[None]:
    """End the executor's work, child processes included, when the block is left by an interrupt or a fault.

    Worker threads cannot be interrupted themselves; they ask `interrupted` while they wait for a process.
    """
    try:
        yield
    except BaseException:
        _interrupted.set()
        try:
            executor.shutdown(cancel_futures=True)
        finally:
            _interrupted.clear()
        raise


def communicate(process: "subprocess.Popen[bytes]", check: Callable[[], object]) -> tuple[bytes, bytes]:
    """Wait for a process and return its output and its messages, empty where they go to a file.

    `check` is called every 0.2 s. What it raises ends the process and all that it started: it must have been started in
    a session of its own.
    """
    try:
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return process.communicate(timeout=_INTERVAL)
            check()
    except BaseException:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise


def without_credentials(text: str) -> str:
    """Return a text without the user and password of the URLs in it."""
    return _CREDENTIALS.sub("", text)
