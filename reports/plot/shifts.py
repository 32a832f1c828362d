"""Shifts: for each name, a value before and after."""

from reports.chart.palette import BAR, FAILING, MUTED, PASSING, UNKNOWN
from reports.chart.svg import Chart
from reports.plot.axes import ROW, Pairs, done, empty, known, number, said, sheet, upright


def shifts(before: Pairs, after: Pairs, title: str, unit: str, *, falling: bool = False) -> Chart:
    """Return a line from before to after for each pair that has both, in their order from the top.

    Both have the same names in the same order; a name may stand there twice. `falling` says that less is better.
    """
    pairs = zip(before.items(), after.items(), strict=True)
    rows = [(str(name), float(old), float(new)) for (name, old), (_, new) in pairs if known(old) and known(new)]
    figure, axes = sheet(1.1 + ROW * max(len(rows), 1), title)
    if not rows:
        empty(axes)
    for place, (_, old, new) in enumerate(rows):
        better = new < old if falling else new > old
        tint = UNKNOWN if new == old else PASSING if better else FAILING
        axes.plot((old, new), (place, place), color=tint, linewidth=2.2, solid_capstyle="butt")
        axes.plot(old, place, "o", color=UNKNOWN, markersize=5)
        axes.plot(new, place, "o", color=tint if new != old else BAR, markersize=6.5)
        text = number(new) if new == old else f"{number(old)} → {number(new)}"
        axes.annotate(
            text, (max(old, new), place), (8, 0), textcoords="offset points", va="center", color=MUTED, size=9
        )
    if rows:
        axes.set_yticks(range(len(rows)), [said(name) for name, _, _ in rows])
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.margins(x=0.12)
        upright(axes, f"{unit}; grey before, coloured after")
    return done(figure, title, (f"{name}: from {number(old)} to {number(new)} {unit}" for name, old, new in rows))
