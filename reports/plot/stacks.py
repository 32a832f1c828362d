"""Plot stacks: the parts of a total for each name."""

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from reports.chart.palette import LINE, MUTED, ON_DARK
from reports.chart.svg import Chart
from reports.plot.axes import (
    ROW,
    Pairs,
    blank_axes,
    colour,
    finish_plot,
    fit_label,
    format_number,
    is_number,
    label_values,
    mark_empty,
)

Parts = dict[str, dict[str, float]]


def stacks(parts: Pairs, title: str, unit: str, *, standing: bool = False) -> Chart:
    """Return a stack for each name; `parts` has for each part (a column of a frame) its value by name.

    With `standing` the stacks stand side by side, as months do.
    """
    found = {str(part): {str(k): float(v) for k, v in column.items() if is_number(v)} for part, column in parts.items()}
    names = list(dict.fromkeys(name for column in found.values() for name in column))
    figure, axes = blank_axes(3.2 if standing else 1.6 + ROW * max(len(names), 1), title)
    if not names:
        mark_empty(axes)
    else:
        _draw(axes, found, names, standing=standing)
        _label(axes, names, unit, standing=standing)
        figure.legend(
            loc="outside lower left", ncols=6, frameon=False, fontsize=9, labelcolor=MUTED, handlelength=1,
            handleheight=1,
        )  # fmt: skip
    words = (f"{name}, {part}: {format_number(column[name])}" for part, column in found.items() for name in column)
    return finish_plot(figure, title, words)


def _draw(axes: Axes, found: Parts, names: list[str], *, standing: bool) -> None:
    """Put the parts of each stack onto one another, the format_number in each that is wide enough for it."""
    heights = dict.fromkeys(names, 0.0)
    whole = max(sum(column.get(name, 0) for column in found.values()) for name in names)
    for index, (part, column) in enumerate(found.items()):
        values = [column.get(name, 0.0) for name in names]
        below = [heights[name] for name in names]
        tint, places, label = colour(part, index), range(len(names)), fit_label(part)
        if standing:
            drawn = axes.bar(places, values, width=0.6, bottom=below, color=tint, label=label)
        else:
            drawn = axes.barh(places, values, height=0.66, left=below, color=tint, label=label)
        labels = [format_number(value) if value >= 0.04 * whole else "" for value in values]
        axes.bar_label(drawn, labels, label_type="center", color=ON_DARK, size=9)
        for name, value in zip(names, values, strict=True):
            heights[name] += value


def _label(axes: Axes, names: list[str], unit: str, *, standing: bool) -> None:
    if standing:
        axes.set_xticks(range(len(names)), [fit_label(name) for name in names])
        axes.set_ylabel(unit, color=MUTED, size=9, loc="bottom")
        axes.grid(visible=True, axis="y", color=LINE, linewidth=0.6)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    else:
        axes.set_yticks(range(len(names)), [fit_label(name) for name in names])
        axes.set_ylim(len(names) - 0.4, -0.6)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        label_values(axes, unit)
