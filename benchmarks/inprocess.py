"""Child process: the audit's parts by themselves, everything they read already in memory.

`python -m benchmarks.inprocess CONFIG` prints the seconds of each part as JSON. A process of its own each time: what
the parts remember from one call to the next must not make them look faster than they are in a run.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from benchmarks.measure import Cost, environment
from benchmarks.race import Figure

T = TypeVar("T")
PARTS = ("importing", "reading git", "parsing and classifying", "judging", "rendering")
_PART = "judging, in process"


def figures(config: Path, repeats: int) -> tuple[Figure, ...]:
    """Return what each part costs, in as many processes as asked."""
    runs = []
    for turn in range(repeats):
        sys.stderr.write(f"{_PART} ({turn + 1} of {repeats})\n")
        command = (sys.executable, "-m", "benchmarks.inprocess", str(config))
        runs.append(json.loads(subprocess.run(command, env=environment(), stdout=subprocess.PIPE, check=True).stdout))
    return tuple(
        Figure(_PART, part, "python -m benchmarks.inprocess CONFIG", tuple(Cost(*run[part], 0) for run in runs))
        for part in PARTS
    )


class _Stopwatch:
    """Hold the wall and processor seconds of each part."""

    def __init__(self) -> None:
        self.parts: dict[str, tuple[float, float]] = {}

    def time(self, part: str, work: Callable[[], T]) -> T:
        """Do the work and keep what it took."""
        wall, processor = time.perf_counter(), time.process_time()
        done = work()
        self.parts[part] = (time.perf_counter() - wall, time.process_time() - processor)
        return done


def _measure(config: Path) -> dict[str, tuple[float, float]]:
    watch = _Stopwatch()
    audit = watch.time("importing", _imported)
    policy = audit.load(config)
    opened = watch.time("reading git", lambda: audit.recorded(policy))
    gathered = watch.time("parsing and classifying", lambda: audit.gathered(opened, policy))
    board = watch.time("judging", lambda: audit.judged(gathered, policy))
    watch.time("rendering", lambda: audit.rendered(board))
    return watch.parts


def _imported():  # placeholder
    import benchmarks.parts
    return benchmarks.parts


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measure(Path(sys.argv[1]))))
