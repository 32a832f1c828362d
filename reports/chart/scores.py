"""Chart the distribution of scores in scope."""

from audit.model.scoreboard import Scoreboard
from reports.chart.palette import BAR, LINE, MUTED
from reports.chart.svg import Chart, blank, finish
from reports.text.wording import amount

_WIDTH, _HEIGHT, _LEFT, _BASE, _TALLEST = 5.4, 2.8, 0.1, 2.2, 1.8
_BANDS = tuple((low, 100 if low == 90 else low + 9) for low in range(0, 100, 10))  # noqa: PLR2004 - last band


def draw(scoreboard: Scoreboard) -> Chart:
    """Return the number of in-scope components in each band of ten points."""
    scores = [standing.score for standing in scoreboard.ours if standing.in_scope]
    known = [score for score in scores if score is not None]
    counts = [sum(min(int(score // 10), 9) == band for score in known) for band in range(10)]
    figure, axes = blank(_WIDTH, _HEIGHT)
    step = (_WIDTH - 2 * _LEFT) / len(_BANDS)
    for index, ((low, high), count) in enumerate(zip(_BANDS, counts, strict=True)):
        middle = _LEFT + (index + 0.5) * step
        height = _TALLEST * count / max([*counts, 1])
        axes.bar(middle, -height, width=step * 0.78, bottom=_BASE, color=BAR, linewidth=0)
        axes.text(middle, _BASE - height - 0.08, str(count) if count else "", ha="center", va="bottom", weight="bold")
        axes.text(middle, _BASE + 0.1, f"{low}-{high}", ha="center", va="top", color=MUTED, size=8)
    axes.plot((_LEFT, _WIDTH - _LEFT), (_BASE, _BASE), color=LINE, linewidth=1)
    axes.text(_WIDTH / 2, _BASE + 0.42, "score of the component, 0 to 100", ha="center", va="top", color=MUTED)
    return finish(figure, "scores", "Scores of the components in scope", _describe(counts, len(scores) - len(known)))


def _describe(counts: list[int], unscored: int) -> str:
    """Return the bars in words."""
    bands = [f"{count} from {low} to {high}" for (low, high), count in zip(_BANDS, counts, strict=True) if count]
    said = f"Components in scope by score: {', '.join(bands)}." if bands else "No component in scope has a score."
    return said + (f" {amount(unscored, 'component')} without a score." if unscored else "")
