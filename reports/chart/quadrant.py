"""Chart impact against effort of the components in scope."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from audit.model.scoreboard import Scoreboard, Standing
from reports.chart.palette import BAR, FAILING, INK, LINE, MUTED
from reports.chart.svg import Chart, blank, finish
from reports.text.visible import visible
from reports.text.wording import amount

_EFFORTS = {"S": "small effort", "M": "medium effort", "L": "large effort"}
_HIGH = frozenset({"P1", "P2"})
_LOOK = {True: ("D", FAILING), False: ("o", BAR)}
_NAMED = 6  # in each column
_WIDTH, _LEFT, _TOP, _SPAN, _LINE = 5.4, 0.5, 0.36, 3.1, 0.165
_COLUMN = (_WIDTH - _LEFT) / 3
_SWARM = 0.055  # from one point to the next beside it


def draw(scoreboard: Scoreboard) -> Chart:
    """Return a point for each in-scope component, those of the highest impact in each column by name."""
    inside = [standing for standing in scoreboard.ours if standing.in_scope]
    figure, axes = blank(_WIDTH, _TOP + _SPAN + 0.35)
    for mark in (0, 25, 50, 75, 100) if inside else ():
        axes.plot((_LEFT, _WIDTH), (_down(mark), _down(mark)), color=LINE, linewidth=1, zorder=0)
        axes.text(_LEFT - 0.08, _down(mark), str(mark), ha="right", va="center", color=MUTED, size=8)
    for column, (effort, said) in enumerate(_EFFORTS.items()):
        axes.text(_LEFT + (column + 0.5) * _COLUMN, 0.12, said, ha="center", va="center", color=MUTED)
        own = [standing for standing in inside if standing.effort == effort]
        _column(axes, sorted(own, key=lambda each: (-each.impact, each.rank, each.component.name)), column)
    _legend(axes)
    axes.text(0.02, 0.12, "impact", va="center", color=MUTED, size=8)
    return finish(figure, "quadrant", "Impact by effort of the components in scope", _describe(inside))


def _legend(axes: Axes) -> None:
    """Draw what the two sorts of points mean."""
    for left, high, said in ((_LEFT, True, "high impact: P1 or P2"), (_LEFT + 1.7, False, "the rest")):
        marker, color = _LOOK[high]
        axes.plot(left + 0.08, _TOP + _SPAN + 0.22, marker=marker, color=color, markersize=4.2, linewidth=0)
        axes.text(left + 0.2, _TOP + _SPAN + 0.22, said, va="center", color=MUTED, size=8)


def _down(impact: float) -> float:
    """Return how far from the top an impact (0-100) stands, in inches."""
    return _TOP + _SPAN * (1 - impact / 100)


def _column(axes: Axes, own: Sequence[Standing], column: int) -> None:
    """Draw one column's points, like ones side by side, and the names of the first, each on a line of its own."""
    left, beside, lowest = _LEFT + column * _COLUMN + 0.08, 0, 0.0
    for index, each in enumerate(own):
        level = _down(each.impact)
        beside = beside + 1 if index and abs(level - _down(own[index - 1].impact)) < _SWARM else 0
        point = left + _SWARM * (beside % 8)
        marker, color = _LOOK[each.priority in _HIGH]
        axes.plot(point, level, marker=marker, color=color, markersize=4.2, linewidth=0)
        if index < _NAMED:
            lowest = max(level, lowest + _LINE)
            axes.text(left + 0.5, lowest, _cut(each.component.name), va="center", size=8, color=INK)
            axes.plot((point + 0.05, left + 0.47), (level, lowest), color=LINE, linewidth=0.8, zorder=0)
    if len(own) > _NAMED:
        axes.text(left + 0.5, lowest + _LINE, f"and {len(own) - _NAMED} more", va="center", size=8, color=MUTED)


def _cut(name: str) -> str:
    said = visible(name)
    return said if len(said) <= 16 else f"{said[:15]}…"  # noqa: PLR2004 - as many as fit in a column


def _describe(inside: Sequence[Standing]) -> str:
    """Return the columns in words."""
    said = [
        f"{effort}: {len(own)}, of them {sum(standing.priority in _HIGH for standing in own)} of high impact"
        for key, effort in _EFFORTS.items()
        if (own := [standing for standing in inside if standing.effort == key])
    ]
    return f"{amount(len(inside), 'component')} in scope. {'; '.join(said)}." if inside else "Nothing in scope."
