"""Give the effort: what the move needs; the worst blocker decides."""

from collections.abc import Iterable
from dataclasses import replace

from audit.model.evidence import Evidence
from audit.model.priority.blocker import Blocker
from audit.model.priority.ranking import Letter
from audit.policy.priorities import EffortTable, Size
from audit.priorities import blockers
from audit.priorities.move_facts import MoveFacts

_SIZES: tuple[Size, ...] = ("L", "M", "S")
_SHOWN = 3  # blockers that a reason names; all are listed beside it


def found(facts: MoveFacts) -> tuple[Blocker, ...]:
    """Return the blockers, the worst first, then by place; the same place counts once for a name."""
    places = {(name, shown.path, shown.line): shown for name, shown in blockers.find(facts)}
    return priced((Blocker(*place, shown.text, "", "M") for place, shown in places.items()), facts.book.effort)


def priced(given: Iterable[Blocker], table: EffortTable) -> tuple[Blocker, ...]:
    """Return the blockers with the efforts and remedies in force, the worst first, then by place."""
    costs = table.blockers
    known = (
        replace(one, effort=costs[one.name].effort, remedy=costs[one.name].remedy) for one in given if one.name in costs
    )
    return tuple(sorted(known, key=lambda one: (_SIZES.index(one.effort), one.name, one.path, one.line or 0)))


def of(given: tuple[Blocker, ...]) -> Letter:
    """Return S, M or L with the blockers that make it so."""
    worst = min((blocker.effort for blocker in given), key=_SIZES.index, default="S")
    deciding = [blocker for blocker in given if blocker.effort == worst]
    names = list(dict.fromkeys(blocker.name for blocker in deciding))
    if not names:
        return Letter("S", "the last FROM changes, and lines that only served the old base go")
    read = tuple(Evidence(blocker.path, blocker.line, blocker.text) for blocker in deciding[:_SHOWN])
    return Letter(worst, f"in the way: {', '.join(names)}", read)
