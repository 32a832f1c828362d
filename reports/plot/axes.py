"""Set up axes for all plots: title above, unit below, no frame, thin lines at the values."""

import math
import re
from collections.abc import Iterable
from numbers import Real
from typing import Any, Protocol

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reports.chart.palette import BAR, FAILING, INK, LINE, MUTED, PARTIAL, PASSING, UNKNOWN
from reports.chart.svg import Chart, finish
from reports.text.visible import visible

WIDTH, ROW = 8.0, 0.3
MEANINGS = {
    "distroless": PASSING, "equivalent": "#7fb5a8", "minimal": "#8fb0cf", "slim": BAR, "full": FAILING,
    "unknown": UNKNOWN, "pass": PASSING, "partial": PARTIAL, "fail": FAILING, "ended": FAILING,
}  # fmt: skip
OTHERS = (BAR, PARTIAL, "#7d5ba6", "#4aa3b5", "#8a6d3b", "#8fb0cf", MUTED)  # none that says good or bad


class Pairs(Protocol):
    """Have keys and values, as a dictionary or a series of pandas has."""

    def items(self) -> Iterable[tuple[Any, Any]]:
        """Return the pairs."""


def blank_axes(height: float, title: str) -> tuple[Figure, Axes]:
    """Return a figure of that height in inches, and its axes."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(fit_label(title, 80), loc="left", color=INK, size=12, weight="bold", pad=10)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, colors=MUTED, labelsize=9)
    axes.set_axisbelow(True)
    return figure, axes


def finish_plot(figure: Figure, title: str, words: Iterable[str]) -> Chart:
    """Return the figure as a chart that a notebook shows, with its numbers in words."""
    name = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "plot"
    told = "; ".join(words)
    return finish(figure, name, title, f"{told}." if told else "Nothing to show.")


def colour(name: str, index: int) -> str:
    """Return the colour of a meaning, or the next of the others."""
    return MEANINGS.get(name, OTHERS[index % len(OTHERS)])


def is_number(value: Any) -> bool:
    """Return whether a value is a finite number."""
    return isinstance(value, Real) and math.isfinite(value)


def format_number(value: float) -> str:
    """Return a number for a label, with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def fit_label(text: object, longest: int = 36) -> str:
    """Return a text as it may stand in a picture: in it nothing hides, and a dollar sign begins no formula."""
    shown = visible(str(text))
    return (shown if len(shown) <= longest else f"{shown[: longest - 1]}…").replace("$", r"\$")


def mark_empty(axes: Axes) -> None:
    """Say that there is nothing to show."""
    axes.set_axis_off()
    axes.text(0.0, 0.5, "Nothing to show.", color=MUTED, transform=axes.transAxes)


def label_values(axes: Axes, unit: str) -> None:
    """Let values be read off from left to right."""
    axes.set_xlabel(unit, color=MUTED, size=9, loc="left")
    axes.grid(visible=True, axis="x", color=LINE, linewidth=0.6)
