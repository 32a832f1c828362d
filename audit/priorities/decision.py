"""Decide the class: gates first, then the table of value, exposure and effort."""

from typing import cast

from audit.model.priority.ranking import Priority, Ranking
from audit.policy.priorities import Priorities, Reach, Size, Worth


def priority(ranking: Ranking, *, in_scope: bool, book: Priorities) -> Priority:
    """Return the class; empty for what is not in scope."""
    if not in_scope:
        return ""
    if ranking.gate is not None:
        return ranking.gate.priority
    worth, reach = cast("Worth", ranking.value.letter), cast("Reach", ranking.exposure.letter)
    return book.decision[worth][reach][cast("Size", ranking.effort.letter)]
