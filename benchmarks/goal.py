"""What was aimed at, and whether one run met it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.race import Figure


@dataclass(frozen=True, slots=True)
class Goal:
    """Hold one aim: what is compared with what, both as shown, the ratio, and the largest that is good enough."""

    what: str
    figure: str
    peer: str
    ratio: float
    target: float

    @property
    def met(self) -> bool:
        """Tell whether the aim was met."""
        return self.ratio <= self.target


@dataclass(frozen=True, slots=True)
class Measured:
    """Hold what one part of the benchmark found: its figures, and its aims."""

    figures: tuple[Figure, ...]
    goals: tuple[Goal, ...]

    def __add__(self, other: "Measured") -> "Measured":
        """Return both one after the other."""
        return Measured(self.figures + other.figures, self.goals + other.goals)


_SHOWN: Mapping[str, Callable[[float], str]] = {
    "s": lambda value: f"{value:.3g} s",
    "MB": lambda value: f"{value / 1e6:.2f} MB",
}


def seconds(what: str, ours: Figure, peer: Figure, target: float, less: Figure | None = None) -> Goal:
    """Compare medians of wall time; what another figure (`less`) took is left out of ours."""
    spent = ours.seconds - (less.seconds if less else 0)
    return _compared(what, (ours.name + (f" - {less.name}" if less else ""), spent), (peer.name, peer.seconds), target)


def wire(what: str, ours: Figure, peer: Figure, target: float) -> Goal:
    """Compare medians of bytes on the wire."""
    return _compared(what, (ours.name, ours.wire), (peer.name, peer.wire), target, "MB")


def peak(what: str, ours: Figure, most: float, target: float = 1) -> Goal:
    """Compare a process's peak memory with so many bytes."""
    return _compared(what, (ours.name, ours.peak), ("limit", most), target, "MB")


def linear(figures: Mapping[int, Figure]) -> Goal:
    """Compare what one repository more costs among many with what it costs among fewer; `figures` are by count, two of
    them at least.
    """
    *_, fewest, fewer, many = [0, 0, *sorted(figures)]
    steep = (figures[many].seconds - figures[fewer].seconds) / (many - fewer)
    before = (figures[fewer].seconds - (figures[fewest].seconds if fewest else 0)) / (fewer - fewest)
    return _compared(
        "time of one repository more", (f"{fewer:,} to {many:,}", steep), (f"{fewest:,} to {fewer:,}", before), 1.25
    )


def _compared(what: str, ours: tuple[str, float], peer: tuple[str, float], target: float, unit: str = "s") -> Goal:
    show = _SHOWN[unit]
    figure, beside = (f"{name}: {show(value)}" for name, value in (ours, peer))
    return Goal(what, figure, beside, ours[1] / peer[1], target)
