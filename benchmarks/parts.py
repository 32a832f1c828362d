"""Child process: the audit's parts by themselves, everything they read already in memory.

`python -m benchmarks.parts CONFIG` prints the wall and processor seconds of each part as JSON. A process of its own
each time: what a part remembers from one call to the next must not make it look faster than it is in a run.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from audit import __version__, facts
from audit.compliance import catalogue
from audit.facts import Opened, Surveyed
from audit.model.evidence import Skipped
from audit.model.scoreboard import Run
from audit.policy.policy import Policy, load
from audit.scoreboard.gathered import Gathered
from audit.scoreboard.join import join
from audit.scoreboard.judge import judge
from audit.sources.repository.location import Limits
from benchmarks.reading import Recorded, visited
from reports import bundle

T = TypeVar("T")
_DATE = "2026-01-01"


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


def measure(config: Path) -> dict[str, tuple[float, float]]:
    """Return part -> (wall, processor) seconds for the repositories on disk that a configuration names."""
    policy = load(config)
    opened = _recorded(policy)
    watch = _Stopwatch()
    surveys = watch.time("parse and classify", lambda: [facts.gather(each, policy.signals) for each in opened])
    gathered = Gathered(policy.organization.repositories, tuple(each for found, _ in surveys for each in found), ())
    what = Run("benchmark", _DATE, __version__, catalogue.VERSION, policy.profile.name, policy.digest)
    board = watch.time("judge", lambda: judge(join(gathered, policy), policy, what))
    watch.time("render the reports", lambda: bundle.render(board))
    return watch.parts


def _recorded(policy: Policy) -> list[Recorded]:
    """Read each repository once through git and keep all that was read."""

    def look(opened: Opened) -> tuple[Recorded, Surveyed]:
        kept = Recorded(opened)
        return kept, facts.gather(kept, policy.signals)

    seen = [visited(each, Limits(Path(), 600), look) for each in policy.organization.repositories]
    return [each[0] for each in seen if not isinstance(each, Skipped)]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(Path(sys.argv[1]))))
