"""Chart the score of working groups: the mean of their components in scope."""

from audit.model.scoreboard import Scoreboard
from audit.model.summary import Summary
from reports.chart.palette import BAR, LINE, MUTED
from reports.chart.svg import Chart, blank, finish
from reports.text.visible import visible
from reports.text.wording import amount

_WIDTH, _LEFT, _RIGHT, _STEP, _FOOT = 5.4, 1.6, 0.95, 0.34, 0.5


def draw(scoreboard: Scoreboard) -> Chart:
    """Return a bar for each working group that has a score, the lowest first, with its components beside it."""
    groups = sorted((group for group in scoreboard.groups if group.score is not None), key=lambda each: each.score or 0)
    height = _STEP * max(len(groups), 1)
    figure, axes = blank(_WIDTH, height + _FOOT)
    span = _WIDTH - _LEFT - _RIGHT
    for mark in (0, 25, 50, 75, 100):
        across = _LEFT + span * mark / 100
        axes.plot((across, across), (0.04, height), color=LINE, linewidth=1, zorder=0)
        axes.text(across, height + 0.06, str(mark), ha="center", va="top", color=MUTED, size=8)
    for index, group in enumerate(groups):
        middle, score = (index + 0.5) * _STEP, group.score or 0
        axes.text(_LEFT - 0.1, middle, _cut(group.name), ha="right", va="center", size=9)
        axes.barh(middle, span * score / 100, left=_LEFT, height=_STEP * 0.62, color=BAR, linewidth=0)
        axes.text(_LEFT + span * score / 100 + 0.07, middle, f"{score:.1f}", va="center", weight="bold", size=9)
        axes.text(_WIDTH - 0.02, middle, f"{group.in_scope} in scope", ha="right", va="center", color=MUTED, size=8)
    axes.text(_LEFT + span / 2, height + 0.28, "mean score, 0 to 100", ha="center", va="top", color=MUTED, size=9)
    return finish(figure, "groups", "Compliance by working group", _describe(groups))


def _cut(name: str) -> str:
    said = visible(name)
    return said if len(said) <= 20 else f"{said[:19]}…"  # noqa: PLR2004 - as many as fit beside the bars


def _describe(groups: list[Summary]) -> str:
    """Return the bars in words."""
    said = [f"{group.name} {group.score:.1f} of 100 over {amount(group.in_scope, 'component')}" for group in groups]
    return f"{'; '.join(said)}." if said else "No working group has a score."
