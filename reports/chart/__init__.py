"""Draw the charts of a scoreboard: labelled with their numbers, with a text alternative."""

from audit.model.scoreboard import Scoreboard
from reports.chart import ages, groups, quadrant, rules, scores, tiers
from reports.chart.svg import Chart

__all__ = ["Chart", "draw"]


def draw(scoreboard: Scoreboard) -> tuple[Chart, ...]:
    """Return the charts of a scoreboard, in the order in which the page shows them."""
    return tuple(each.draw(scoreboard) for each in (quadrant, rules, groups, tiers, ages, scores))
