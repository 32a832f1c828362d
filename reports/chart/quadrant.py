"""Chart what is left to move: components in scope by value and exposure against effort, with their classes."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from audit.model.scoreboard import Scoreboard, Standing
from reports.chart.palette import BAR, FAILING, LINE, MUTED, ON_DARK, ON_LIGHT, PARTIAL, UNKNOWN
from reports.chart.svg import Chart, blank, finish
from reports.text.wording import amount

_EFFORTS = {"S": "small effort", "M": "medium effort", "L": "large effort"}
_VALUES = {"H": "high value", "M": "medium value", "L": "low value"}
_CLASSES = {"P1": FAILING, "P2": PARTIAL, "P3": BAR, "P4": UNKNOWN}
_WIDTH, _LEFT, _TOP, _STEP, _ROOM = 5.4, 1.15, 0.3, 0.42, 0.05
_COLUMN = (_WIDTH - _LEFT) / 3
_PILL, _NEXT = 0.3, 0.68  # width of a class's name, and from one class of a cell to the next
_Cell = tuple[str, str, str]  # value, exposure, effort


def draw(scoreboard: Scoreboard) -> Chart:
    """Return a table whose cells count components by class; what is done or exempt is left out."""
    left = [standing for standing in scoreboard.ours if standing.in_scope and standing.priority in _CLASSES]
    rows = sorted({(row.value, row.exposure) for row in left}, key=lambda row: ("HML".find(row[0]), row[1]))
    figure, axes = blank(_WIDTH, _TOP + _STEP * max(len(rows), 1) + _ROOM)
    for column, said in enumerate(_EFFORTS.values()):
        axes.text(_LEFT + column * _COLUMN, _TOP / 2, said, va="center", color=MUTED, size=9)
    for index, (value, exposure) in enumerate(rows):
        _row(axes, index, f"{_VALUES.get(value, value)}, {exposure}")
        for column, effort in enumerate(_EFFORTS):
            _cell(axes, _LEFT + column * _COLUMN, _middle(index), _in(left, (value, exposure, effort)))
    return finish(figure, "quadrant", "What is left to move, by value, exposure and effort", _describe(left, rows))


def _middle(index: int) -> float:
    return _TOP + (index + 0.5) * _STEP


def _row(axes: Axes, index: int, said: str) -> None:
    """Draw the heading of a row and the line above it."""
    axes.plot((0.02, _WIDTH), (_TOP + index * _STEP,) * 2, color=LINE, linewidth=1, zorder=0)
    axes.text(_LEFT - 0.1, _middle(index), said, ha="right", va="center", size=9)


def _in(left: Sequence[Standing], cell: _Cell) -> dict[str, int]:
    """Count the components of a cell by class, the most urgent first."""
    own = [row.priority for row in left if (row.value, row.exposure, row.effort) == cell]
    return {name: own.count(name) for name in _CLASSES if name in own}


def _cell(axes: Axes, across: float, middle: float, counts: dict[str, int]) -> None:
    """Draw each class with the number of its components."""
    for index, (name, count) in enumerate(counts.items()):
        start = across + index * _NEXT
        axes.barh(middle, _PILL, left=start, height=_STEP * 0.6, color=_CLASSES[name], linewidth=0)
        ink = ON_DARK if name in ("P1", "P3") else ON_LIGHT
        axes.text(start + _PILL / 2, middle, name, ha="center", va="center", size=8, weight="bold", color=ink)
        axes.text(start + _PILL + 0.05, middle, f"{count:,}", va="center", size=9)


def _describe(left: Sequence[Standing], rows: Sequence[tuple[str, str]]) -> str:
    """Return the cells in words."""
    said = []
    for value, exposure in rows:
        for effort, words in _EFFORTS.items():
            counts = _in(left, (value, exposure, effort))
            if counts:
                shown = ", ".join(f"{name} {count:,}" for name, count in counts.items())
                said.append(f"{_VALUES.get(value, value)}, exposure {exposure}, {words}: {shown}")
    return f"{amount(len(left), 'component')} left to move. {'; '.join(said)}." if left else "Nothing is left to move."
