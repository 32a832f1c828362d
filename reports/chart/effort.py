"""What it is worth against what it costs: components by priority and effort."""

from collections import Counter
from math import sqrt

from matplotlib.patches import Circle

from audit.model.scoreboard import Scoreboard
from reports.chart.palette import BAR, LINE, MUTED, ON_DARK
from reports.chart.svg import Chart, blank, finish
from reports.wording import DASH, amount

_EFFORTS = {"S": "small effort", "M": "medium effort", "L": "large effort"}
_ORDER = ("P1", "P2", "P3", "P4", "done", "exempt")
_LEFT, _TOP, _STEP, _COLUMN, _LEAST, _RADIUS = 0.75, 0.42, 0.58, 1.55, 0.13, 0.26


def draw(scoreboard: Scoreboard) -> Chart:
    """Return the number of in-scope components in each cell of priority and effort."""
    counts: Counter[tuple[str, str]] = Counter((s.priority, s.effort) for s in scoreboard.standings if s.in_scope)
    rows = [priority for priority in _ORDER[:4] if counts] + [
        priority for priority in _ORDER[4:] if any(counts[priority, effort] for effort in _EFFORTS)
    ]
    figure, axes = blank(_LEFT + 3 * _COLUMN, _TOP + _STEP * max(len(rows), 1) + 0.1)
    for column, said in enumerate(_EFFORTS.values()):
        axes.text(_LEFT + (column + 0.5) * _COLUMN, 0.2, said, ha="center", va="center", color=MUTED)
    for row, priority in enumerate(rows):
        middle = _TOP + (row + 0.5) * _STEP
        edge = middle - _STEP / 2
        axes.plot((0, _LEFT + 3 * _COLUMN), (edge, edge), color=LINE, linewidth=1)
        axes.text(0.02, middle, priority, va="center", weight="bold", size=11)
        for column, effort in enumerate(_EFFORTS):
            count, center = counts[priority, effort], _LEFT + (column + 0.5) * _COLUMN
            radius = _LEAST + (_RADIUS - _LEAST) * sqrt(count / max(counts.values()))
            if count:
                axes.add_patch(Circle((center, middle), radius, color=BAR, linewidth=0))
            axes.text(
                center, middle, str(count or DASH), ha="center", va="center",
                color=ON_DARK if count else MUTED, weight="bold" if count else "normal",
            )  # fmt: skip
    return finish(figure, "effort", "Priority against effort, components in scope", _describe(counts))


def _describe(counts: Counter[tuple[str, str]]) -> str:
    """Return the cells in words."""
    cells = [
        f"{priority} with {said}: {counts[priority, effort]}"
        for priority in _ORDER
        for effort, said in _EFFORTS.items()
        if counts[priority, effort]
    ]
    return f"{amount(counts.total(), 'component')} in scope. {'; '.join(cells)}." if cells else "Nothing in scope."
