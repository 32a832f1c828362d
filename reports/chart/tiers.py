"""Chart the runtime tiers of components by language."""

from collections import Counter

from matplotlib.axes import Axes

from audit.model.scoreboard import Scoreboard
from reports.chart.palette import BAR, FAILING, INK, LINE, MINIMAL, MUTED, ON_DARK, ON_LIGHT, PASSING, SLIM, UNKNOWN
from reports.chart.svg import Chart, blank, finish
from reports.text.visible import name

_LOOK = {
    "distroless": (PASSING, ON_DARK),
    "equivalent": (BAR, ON_DARK),
    "minimal": (MINIMAL, ON_LIGHT),
    "slim": (SLIM, ON_LIGHT),
    "full": (FAILING, ON_DARK),
    "unknown": (UNKNOWN, ON_LIGHT),
}
_WIDTH, _LEFT, _TOP, _STEP = 5.4, 0.85, 0.42, 0.34


def draw(scoreboard: Scoreboard) -> Chart:
    """Return for each language the in-scope components by the tier of their runtime, as shares of one bar."""
    counts: dict[str, Counter[str]] = {}
    for standing in scoreboard.ours:
        if standing.in_scope:
            tier = standing.runtime.tier if standing.runtime.tier in _LOOK else "unknown"
            counts.setdefault(standing.component.language.value, Counter())[tier] += 1
    languages = sorted(counts, key=lambda language: (-counts[language].total(), language))
    figure, axes = blank(_WIDTH, _TOP + _STEP * max(len(languages), 1) + 0.1)
    _legend(axes)
    for index, language in enumerate(languages):
        middle = _TOP + (index + 0.5) * _STEP
        axes.text(0.02, middle, name(language)[:12], va="center", weight="bold", size=9)
        _bar(axes, counts[language], middle)
    return finish(figure, "tiers", "What components in scope run on, by language", _describe(languages, counts))


def _bar(axes: Axes, counts: Counter[str], middle: float) -> None:
    """Draw one language's bar; each part has its number and, where there is room, its name."""
    start, span = _LEFT, _WIDTH - _LEFT
    for tier, (color, ink) in _LOOK.items():
        width = span * counts[tier] / counts.total()
        if counts[tier]:
            axes.barh(middle, width, left=start, height=_STEP * 0.72, color=color, linewidth=0)
            said = (f"{tier} {counts[tier]}", str(counts[tier]))
            words = next((each for each in said if width > 0.075 * len(each)), "")
            axes.text(start + width / 2, middle, words, ha="center", va="center", color=ink, size=8)
        start += width


def _legend(axes: Axes) -> None:
    """Draw what the parts of a bar mean, the barest first."""
    for index, (tier, (color, _)) in enumerate(_LOOK.items()):
        left = 0.02 + index * 0.9
        axes.barh(0.18, 0.14, left=left, height=0.14, color=color, linewidth=0)
        axes.text(left + 0.19, 0.18, tier, va="center", color=INK if tier != "unknown" else MUTED, size=8.5)
    axes.plot((0, _WIDTH), (_TOP - 0.06, _TOP - 0.06), color=LINE, linewidth=1)


def _describe(languages: list[str], counts: dict[str, Counter[str]]) -> str:
    """Return the bars in words."""
    said = (
        f"{language}: {', '.join(f'{counts[language][tier]} {tier}' for tier in _LOOK if counts[language][tier])}"
        for language in languages
    )
    return f"{'; '.join(said)}." if languages else "Nothing in scope."
