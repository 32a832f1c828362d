"""Chart the verdicts of each rule."""

from matplotlib.axes import Axes

from audit.model.scoreboard import Scoreboard
from audit.model.summary import Tally
from reports.chart.palette import FAILING, INK, LINE, MUTED, ON_DARK, ON_LIGHT, PARTIAL, PASSING, UNKNOWN
from reports.chart.svg import Chart, blank, finish

_LOOK = {
    "pass": (PASSING, ON_DARK, "✓"),
    "partial": (PARTIAL, ON_LIGHT, "~"),
    "fail": (FAILING, ON_DARK, "✗"),
    "unknown": (UNKNOWN, ON_LIGHT, "?"),
}
_MUTE = frozenset({"unknown", "not-applicable"})
_WIDTH, _LEFT, _TOP, _STEP = 5.4, 2.25, 0.42, 0.245


def draw(scoreboard: Scoreboard) -> Chart:
    """Return each rule's verdicts on the in-scope components to which it applies, as shares of one bar."""
    slugs = {rule.code: rule.slug for rule in scoreboard.rules}
    tallies = _given(scoreboard)
    figure, axes = blank(_WIDTH, _TOP + _STEP * max(len(tallies), 1) + 0.1)
    _legend(axes)
    for index, tally in enumerate(tallies):
        middle = _TOP + (index + 0.5) * _STEP
        axes.text(0.02, middle, tally.rule, va="center", weight="bold", size=8.5)
        axes.text(0.54, middle, slugs.get(tally.rule, ""), va="center", color=MUTED, size=8.5)
        _bar(axes, dict(tally.results), middle)
    return finish(figure, "rules", "Verdicts by rule, components in scope", _describe(tallies))


def _given(scoreboard: Scoreboard) -> tuple[Tally, ...]:
    """Return the tallies but those of rules that judge by what nobody gave to this run."""
    asking = {rule.code for rule in scoreboard.rules if rule.needs_input}
    return tuple(
        tally
        for tally in scoreboard.tallies
        if tally.rule not in asking or any(count for result, count in tally.results if result not in _MUTE)
    )


def _bar(axes: Axes, results: dict[str, int], middle: float) -> None:
    """Draw one rule's bar, each part with its sign and number where there is room."""
    total = sum(results.get(verdict, 0) for verdict in _LOOK)
    start, span = _LEFT, _WIDTH - _LEFT
    if not total:
        axes.text(start, middle, "applies to nothing in scope", va="center", color=MUTED, size=8.5)
    for verdict, (color, ink, sign) in _LOOK.items():
        count = results.get(verdict, 0)
        width = span * count / max(total, 1)
        if count:
            axes.barh(middle, width, left=start, height=_STEP * 0.78, color=color, linewidth=0)
            words = next((words for words in (f"{sign} {count}", str(count)) if width > 0.07 * len(words)), "")
            axes.text(start + width / 2, middle, words, ha="center", va="center", color=ink, size=8)
        start += width


def _legend(axes: Axes) -> None:
    """Draw what the parts of a bar mean."""
    for index, (verdict, (color, ink, sign)) in enumerate(_LOOK.items()):
        left = 0.02 + index * 0.95
        axes.barh(0.18, 0.2, left=left, height=0.19, color=color, linewidth=0)
        axes.text(left + 0.1, 0.18, sign, ha="center", va="center", color=ink, size=8)
        axes.text(left + 0.26, 0.18, verdict, va="center", color=INK, size=8.5)
    axes.plot((0, _WIDTH), (_TOP - 0.06, _TOP - 0.06), color=LINE, linewidth=1)


def _describe(tallies: tuple[Tally, ...]) -> str:
    """Return the bars in words."""
    said = (f"{tally.rule}: {_count(dict(tally.results))}" for tally in tallies)
    return "; ".join(said) + "." if tallies else "No rule was judged."


def _count(results: dict[str, int]) -> str:
    """Return one bar in words."""
    counts = [f"{results[verdict]} {verdict}" for verdict in _LOOK if results.get(verdict)]
    return ", ".join(counts) or "applies to nothing in scope"
