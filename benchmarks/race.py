"""Several ways of doing the same work, taken in turns so that a busy machine is unkind to all of them alike."""

import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.measure import Cost


@dataclass(frozen=True, slots=True)
class Contestant:
    """Hold one way of doing the work; `command` is what a reader would type."""

    name: str
    command: str
    run: Callable[[], Cost]


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold what a contestant cost, once for each repeat; `remark` holds its ratios."""

    part: str
    name: str
    command: str
    costs: tuple[Cost, ...]
    remark: str = ""

    @property
    def fastest(self) -> float:
        """Return the least wall seconds."""
        return min(each.seconds for each in self.costs)

    @property
    def seconds(self) -> float:
        """Return the median of the wall seconds."""
        return statistics.median(each.seconds for each in self.costs)

    @property
    def processor(self) -> float:
        """Return the median of the processor seconds."""
        return statistics.median(each.processor for each in self.costs)

    @property
    def peak(self) -> int:
        """Return the largest peak, in bytes."""
        return max(each.peak for each in self.costs)

    @property
    def started(self) -> int:
        """Return the largest peak of a git process, in bytes."""
        return max(each.started for each in self.costs)

    @property
    def wire(self) -> float:
        """Return the median of the bytes on the wire."""
        return statistics.median(each.wire for each in self.costs)

    @property
    def kinds(self) -> str:
        """Return in words what the bytes were for, by the last repeat."""
        return ", ".join(f"{kind} {count / 1e6:.2f} MB" for kind, count in self.costs[-1].kinds.items() if count)


def race(part: str, contestants: Sequence[Contestant], repeats: int) -> tuple[Figure, ...]:
    """Let each contestant run as often as asked, in turns, and return their figures in the same order."""
    costs: dict[str, list[Cost]] = {each.name: [] for each in contestants}
    for turn in range(repeats):
        for each in contestants:
            sys.stderr.write(f"{part}: {each.name} ({turn + 1} of {repeats})\n")
            costs[each.name].append(each.run())
    return tuple(Figure(part, each.name, each.command, tuple(costs[each.name])) for each in contestants)


def times(ours: Figure, other: Figure) -> str:
    """Return how many times as long as another we took, by the medians."""
    return f"{ours.seconds / other.seconds:.2f} x {other.name}"
