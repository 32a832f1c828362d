"""Plot bars: one value for each name."""

from reports.chart.palette import BAR, INK
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


def bars(values: Pairs, title: str, unit: str, *, end: float | None = None) -> Chart:
    """Return a bar for each pair, in their order from the top; `end` is where the scale ends."""
    pairs = [(str(name), float(value)) for name, value in values.items() if is_number(value)]
    figure, axes = blank_axes(1.1 + ROW * max(len(pairs), 1), title)
    if not pairs:
        mark_empty(axes)
    else:
        places = range(len(pairs))
        axes.barh(places, [value for _, value in pairs], height=0.66, color=BAR)
        for place, (_, value) in zip(places, pairs, strict=True):
            axes.annotate(
                format_number(value), (value, place), (4, 0), textcoords="offset points", va="center", color=INK, size=9
            )
        axes.set_yticks(places, [fit_label(name) for name, _ in pairs])
        axes.set_ylim(len(pairs) - 0.4, -0.6)
        axes.margins(x=0.08)
        if end is not None:
            axes.set_xlim(0, end)
        label_values(axes, unit)
    return finish_plot(figure, title, (f"{name}: {format_number(value)} {unit}" for name, value in pairs))
