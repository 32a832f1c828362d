"""Peak memory of a process and of the git processes that it starts, apart, as Linux keeps them below /proc.

The kernel's own account (`wait4`) cannot tell them apart: a process that is started counts with the peak of the one
that starts it.
"""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_SECONDS = 0.02  # between two looks


@dataclass(slots=True)
class Peaks:
    """Hold the largest peak that was seen, in bytes: of the process itself, and of any one that it started."""

    own: int = 0
    started: int = 0


@contextlib.contextmanager
def watching(process: int) -> Iterator[Peaks]:
    """Look at a process until the block ends; a git that lives shorter than two looks are apart may be missed."""
    peaks, ended = Peaks(), threading.Event()

    def look() -> None:
        while True:
            peaks.own = max(peaks.own, _peak(process))
            peaks.started = max((peaks.started, *(_peak(each) for each in _below(process))))
            if ended.wait(_SECONDS):
                return

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield peaks
    finally:
        ended.set()
        thread.join()


def _peak(process: int) -> int:
    """Return the peak of a process; 0 when it has ended, or is still a copy of the one that starts it."""
    with contextlib.suppress(OSError):
        state = (_PROC / str(process) / "status").read_text()
        rows = dict(line.split(":", 1) for line in state.splitlines())
        if "VmHWM" in rows:
            return int(rows["VmHWM"].split()[0]) * 1024
    return 0


def _below(process: int) -> Iterator[int]:
    """Yield the git processes that a process has started, by whichever thread, and those that they have started."""
    with contextlib.suppress(OSError):
        for thread in (_PROC / str(process) / "task").iterdir():
            for each in (thread / "children").read_text().split():
                yield from _with_its_own(int(each))


def _with_its_own(process: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        if (_PROC / str(process) / "comm").read_text().startswith("git"):
            yield process
        yield from _below(process)
