"""Chart the time since support of the components' runtime releases ended."""

from collections import Counter
from datetime import date

from audit.model.scoreboard import Scoreboard, Standing
from reports.chart.palette import FAILING, LINE, MUTED, PARTIAL, PASSING, UNKNOWN
from reports.chart.svg import Chart, blank, finish

_SUPPORTED, _LTS, _UNDATED, _UNKNOWN = "supported", "long-term team only", "ended, day not known", "support not known"
_PAST = ((1, "ended less than a year ago"), (2, "1 to 2 years ago"), (3, "2 to 3 years ago"), (5, "3 to 5 years ago"))
_LONG = "more than 5 years ago"
_LOOK = {
    _SUPPORTED: PASSING,
    _LTS: PARTIAL,
    **dict.fromkeys((name for _, name in _PAST), FAILING),
    _LONG: FAILING,
    _UNDATED: FAILING,
    _UNKNOWN: UNKNOWN,
}
_WIDTH, _LEFT, _RIGHT, _STEP = 5.4, 1.95, 0.5, 0.3
_YEAR = 365.25  # days


def draw(scoreboard: Scoreboard) -> Chart:
    """Return the number of in-scope components by the age past end of life of what they run on, at the run's date."""
    when = date.fromisoformat(scoreboard.run.date)
    counts = Counter(_age(standing, when) for standing in scoreboard.ours if standing.in_scope)
    shown = [name for name in _LOOK if counts[name] or name not in {_LTS, _UNDATED}] if counts else []
    figure, axes = blank(_WIDTH, _STEP * max(len(shown), 1) + 0.1)
    span, most = _WIDTH - _LEFT - _RIGHT, max([*counts.values(), 1])
    for index, name in enumerate(shown):
        middle, length = (index + 0.5) * _STEP, span * counts[name] / most
        axes.text(_LEFT - 0.1, middle, name, ha="right", va="center", size=9, color=MUTED)
        axes.barh(middle, length, left=_LEFT, height=_STEP * 0.66, color=_LOOK[name], linewidth=0)
        axes.text(_LEFT + length + 0.07, middle, str(counts[name]), va="center", weight="bold", size=9)
    axes.plot((_LEFT, _LEFT), (0.04, _STEP * max(len(shown), 1)), color=LINE, linewidth=1)
    return finish(figure, "ages", "Support of what components in scope run on", _describe(shown, counts))


def _age(standing: Standing, when: date) -> str:
    """Return in which row a component counts."""
    runtime = standing.runtime
    if runtime.supported != "no":
        return {"yes": _SUPPORTED, "lts": _LTS}.get(runtime.supported, _UNKNOWN)
    if not runtime.supported_until:
        return _UNDATED
    years = (when - date.fromisoformat(runtime.supported_until)).days / _YEAR
    return next((name for most, name in _PAST if years < most), _LONG)


def _describe(shown: list[str], counts: Counter[str]) -> str:
    """Return the bars in words."""
    said = (f"{name}: {counts[name]}" for name in shown if counts[name])
    return f"Components in scope by support of their runtime. {'; '.join(said)}." if counts else "Nothing in scope."
