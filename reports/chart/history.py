"""Chart the organisation's score over the recorded runs."""

from collections.abc import Sequence
from datetime import date

from audit.model.history.difference import Point
from reports.chart.palette import BAR, LINE, MUTED
from reports.chart.svg import Chart, blank, finish
from reports.text.wording import amount

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BASE = 5.4, 2.8, 0.45, 5.0, 0.3, 2.2
_FEWEST = 2  # points that make a line


def draw(points: Sequence[Point]) -> tuple[Chart, ...]:
    """Return the score over time, or nothing as long as there is but one point."""
    known = [(date.fromisoformat(point.date), point.score) for point in points if point.score is not None]
    if len(known) < _FEWEST or known[0][0] == known[-1][0]:
        return ()
    first, last = known[0][0], known[-1][0]
    days = (last - first).days
    across = [_LEFT + (_RIGHT - _LEFT) * (day - first).days / days for day, _ in known]
    down = [_BASE - (_BASE - _TOP) * score / 100 for _, score in known]
    figure, axes = blank(_WIDTH, _HEIGHT)
    for mark in (0, 25, 50, 75, 100):
        height = _BASE - (_BASE - _TOP) * mark / 100
        axes.plot((_LEFT, _RIGHT), (height, height), color=LINE, linewidth=1)
        axes.text(_LEFT - 0.1, height, str(mark), ha="right", va="center", color=MUTED, size=8)
    axes.plot(across, down, color=BAR, linewidth=2, marker="o", markersize=3)
    for side, index in (("left", 0), ("right", -1)):
        said = f"{known[index][1]:.1f}"
        axes.text(across[index], down[index] - 0.12, said, ha=side, va="bottom", weight="bold")
    axes.text(_LEFT, _BASE + 0.15, first.isoformat(), ha="left", va="top", color=MUTED, size=8)
    axes.text(_RIGHT, _BASE + 0.15, last.isoformat(), ha="right", va="top", color=MUTED, size=8)
    return (finish(figure, "history", "Score over time", _describe(known)),)


def _describe(known: Sequence[tuple[date, float]]) -> str:
    """Return the line in words."""
    (first, before), (last, after) = known[0], known[-1]
    low, high = min(known, key=lambda each: each[1]), max(known, key=lambda each: each[1])
    return (
        f"Score of the organisation at {amount(len(known), 'point')}: {before:.1f} on {first}, {after:.1f} on {last}; "
        f"lowest {low[1]:.1f} on {low[0]}, highest {high[1]:.1f} on {high[0]}."
    )
