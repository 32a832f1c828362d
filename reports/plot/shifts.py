"""Plot shifts: a value before and after for each name."""

from reports.chart.palette import BAR, FAILING, MUTED, PASSING, UNKNOWN
from reports.chart.svg import Chart
from reports.plot.axes import (
    ROW,
    Pairs,
    blank_axes,
    finish_plot,
    fit_label,
    format_number,
    is_number,
    label_values,
    mark_empty,
)


def shifts(before: Pairs, after: Pairs, title: str, unit: str, *, falling: bool = False) -> Chart:
    """Return a line from before to after for each pair that has both, in their order from the top.

    Both have the same names in the same order; a name may stand there twice. `falling` says that less is better.
    """
    pairs = zip(before.items(), after.items(), strict=True)
    rows = [(str(name), float(old), float(new)) for (name, old), (_, new) in pairs if is_number(old) and is_number(new)]
    figure, axes = blank_axes(1.1 + ROW * max(len(rows), 1), title)
    if not rows:
        mark_empty(axes)
    for place, (_, old, new) in enumerate(rows):
        better = new < old if falling else new > old
        tint = UNKNOWN if new == old else PASSING if better else FAILING
        axes.plot((old, new), (place, place), color=tint, linewidth=2.2, solid_capstyle="butt")
        axes.plot(old, place, "o", color=UNKNOWN, markersize=5)
        axes.plot(new, place, "o", color=tint if new != old else BAR, markersize=6.5)
        text = format_number(new) if new == old else f"{format_number(old)} → {format_number(new)}"
        axes.annotate(
            text, (max(old, new), place), (8, 0), textcoords="offset points", va="center", color=MUTED, size=9
        )
    if rows:
        axes.set_yticks(range(len(rows)), [fit_label(name) for name, _, _ in rows])
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.margins(x=0.12)
        label_values(axes, f"{unit}; grey before, coloured after")
    return finish_plot(
        figure, title, (f"{name}: from {format_number(old)} to {format_number(new)} {unit}" for name, old, new in rows)
    )
