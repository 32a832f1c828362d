"""What one process cost: wall, processor time and peak memory, as the kernel counted them."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import memory
from benchmarks.memory import Peaks

_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
# without the last, Python would compile every module anew each time, which no installation does
_LEFT_OUT = ("IMAGE_AUDIT_", "GIT_", *_PROXIES, "PYTHONDONTWRITEBYTECODE")


class Failed(Exception):
    """Say which command failed, and what it said last."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Hold wall and processor seconds, the peak of the largest single process, and bytes that crossed the wire.

    A process counts with those it has started and waited for; its peak is never below that of the one that measures,
    which therefore stays small. `started` is the peak of the largest git among them, where it was asked for, and
    `kinds` tells the bytes by what they were for.
    """

    seconds: float
    processor: float
    peak: int
    wire: int = 0
    started: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)


def environment() -> dict[str, str]:
    """Return the variables for what is measured: nothing of the caller's git, proxy or options reaches it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_LEFT_OUT)}
    return kept | {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_TERMINAL_PROMPT": "0"}


def child(command: Sequence[str], folder: Path | None = None, *, watched: bool = False) -> Cost:
    """Run a command in a folder and return its cost; raise Failed when it does not succeed.

    With `watched`, its own peak and that of the git processes that it starts are told apart (on Linux).
    """
    with tempfile.TemporaryFile() as messages:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=messages
        )
        with memory.watching(process.pid) if watched else contextlib.nullcontext(Peaks()) as peaks:
            _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            messages.seek(0)
            said = messages.read().decode("utf-8", "replace").strip()[-500:]
            raise Failed(f"{' '.join(command)[:200]}: exit code {process.returncode}: {said}")
    spent, peak = usage.ru_utime + usage.ru_stime, peaks.own or usage.ru_maxrss * _UNIT
    return Cost(seconds, spent, peak, started=peaks.started)


def parallel(tasks: Sequence[Sequence[Sequence[str]]], jobs: int) -> Cost:
    """Run tasks side by side, the commands of each one after the other, and return what all cost together."""
    begin = time.perf_counter()
    with ThreadPoolExecutor(jobs) as executor:
        costs = [cost for done in executor.map(lambda task: [child(each) for each in task], tasks) for cost in done]
    seconds = time.perf_counter() - begin
    return Cost(seconds, sum(each.processor for each in costs), max((each.peak for each in costs), default=0))
