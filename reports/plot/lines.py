"""Plot lines: values from day to day."""

from datetime import date
from typing import Any

from reports.chart.palette import LINE, MUTED
from reports.chart.svg import Chart
from reports.plot.axes import Pairs, blank_axes, colour, finish_plot, fit_label, format_number, is_number, mark_empty

_EPOCH = date(1970, 1, 1)  # matplotlib counts days from it
_APART = 0.055  # of the height: labels nearer than this would lie on one another


def lines(series: Pairs, title: str, unit: str, *, low: float | None = None, high: float | None = None) -> Chart:
    """Return a line for each name (a column of a frame), its values by day; its name stands at its end."""
    found = {
        str(name): [(_day(day), float(value)) for day, value in column.items() if is_number(value)]
        for name, column in series.items()
    }
    drawn = {name: points for name, points in found.items() if points}
    figure, axes = blank_axes(3.6, title)
    if not drawn:
        mark_empty(axes)
    else:
        for index, (name, points) in enumerate(drawn.items()):
            days, values = zip(*points, strict=True)
            axes.plot(days, values, color=colour(name, index), linewidth=1.8, marker="o", markersize=3.5)
        axes.set_ylim(low, high)
        axes.set_ylabel(unit, color=MUTED, size=9, loc="bottom")
        axes.grid(visible=True, axis="y", color=LINE, linewidth=0.6)
        ticks = _ticks(sorted({day for points in drawn.values() for day, _ in points}))
        axes.set_xticks([(day - _EPOCH).days for day in ticks], [day.isoformat() for day in ticks])
        bottom, top = axes.get_ylim()
        ends = {name: points[-1] for name, points in drawn.items()}
        for name, height in _spread({name: value for name, (_, value) in ends.items()}, (top - bottom) * _APART):
            axes.annotate(
                f"{fit_label(name)} {format_number(ends[name][1])}", (1.01, (height - bottom) / (top - bottom)),
                xycoords="axes fraction", va="center", color=colour(name, list(drawn).index(name)), size=9,
                annotation_clip=False,
            )  # fmt: skip
    return finish_plot(figure, title, (_words(name, points, unit) for name, points in drawn.items()))


def _words(name: str, points: list[tuple[date, float]], unit: str) -> str:
    """Return a line in words: its first and its last value."""
    return f"{name}: from {format_number(points[0][1])} to {format_number(points[-1][1])} {unit}"


def _day(day: Any) -> date:
    """Return the day of a date, of a moment, or of an ISO text."""
    return date.fromisoformat(str(day)[:10])


def _ticks(days: list[date]) -> list[date]:
    """Return at most six of the days, the first and the last among them."""
    count = min(len(days), 6)
    return [days[round(index * (len(days) - 1) / max(count - 1, 1))] for index in range(count)]


def _spread(ends: dict[str, float], apart: float) -> list[tuple[str, float]]:
    """Return the labels' heights, none nearer to another than `apart`, the lowest kept where it is."""
    placed: list[tuple[str, float]] = []
    for name, value in sorted(ends.items(), key=lambda pair: pair[1]):
        placed.append((name, max(value, placed[-1][1] + apart) if placed else value))
    return placed
