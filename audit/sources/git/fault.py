"""What went wrong with git, in one line, how long it may take, and how all of it ends when somebody interrupts."""

import math
import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

_URL_SECRET = re.compile(r"(?<=://)[^/@\s]+@")
# how long it took differs from night to night; where this machine keeps its certificates mends nothing
_CHANCE = re.compile(r" after \d+ ms(?=:)| CAfile: .*")
_FULL = re.compile(r"No space left on device|Disk quota exceeded|File too large")
_SERVER = re.compile(r"^remote: (?:fatal|error): (.*\S)", re.MULTILINE)
_FAILED = re.compile(r"RPC failed; (?:(HTTP \d+)|curl)")
_DIED = re.compile(r"(?:git )?\S+ died of signal \d+")
_BROKEN_OFF = frozenset(
    {
        "early EOF",
        "the remote end hung up unexpectedly",
        "protocol error: bad pack header",
        "fetch-pack: invalid index-pack output",
    }
)
_interrupted = threading.Event()


class GitFault(Exception):
    """Say in one line why git could not do what was asked."""


class Deadline:
    """Hold the moment until which work on one repository may last."""

    def __init__(self, seconds: float) -> None:
        """Begin now and last the seconds given."""
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> int:
        """Return the whole seconds left, at least 1; raise GitFault when none are, or somebody interrupts."""
        rest = self._end - time.monotonic()
        if _interrupted.is_set():
            raise GitFault("interrupted")
        if rest <= 0:
            raise GitFault(f"took longer than the limit of {self._seconds:g} s")
        return max(1, math.ceil(rest))


def interrupted() -> bool:
    """Tell whether all work with git has to end."""
    return _interrupted.is_set()


@contextmanager
def interruptible(executor: Executor) -> Iterator[None]:
    """End the executor's work, the git processes included, when the block is left by an interrupt or a fault.

    The worker threads cannot be interrupted themselves; they look at the signal while they wait for git.
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


def reason(messages: str) -> str:
    """Return the line of git's messages that says why, without secrets."""
    lines = [line.strip() for line in messages.splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("fatal:", "error:", "ERROR:", "remote:"))] or lines
    # the first `fatal:` names the cause, later ones repeat that there was one
    chosen = next((line for line in telling if line.startswith("fatal:")), telling[-1] if telling else "git failed")
    plain = _CHANCE.sub("", _URL_SECRET.sub("", chosen.removeprefix("fatal:").strip()))
    return _understood(plain, messages)[:300]


def _understood(plain: str, messages: str) -> str:
    """Return what a line means where git says it in the words of its protocol."""
    if said := _SERVER.search(messages):
        return f"its server says: {_URL_SECRET.sub('', said[1])}"
    if full := _FULL.search(messages):
        return f"cannot be kept: {full[0]}"
    if died := _DIED.search(messages):
        return died[0]
    failed = _FAILED.search(messages)
    if failed and failed[1]:
        return f"the server answered {failed[1]}"
    return "the connection broke off before everything had come" if failed or plain in _BROKEN_OFF else plain
