"""Join rows into campaigns: the same repository, branch, language, old base, target and class are one step."""

from collections.abc import Iterable
from dataclasses import replace

from audit.model.priority.ranking import Priority, Target
from audit.model.scoreboard import Standing

_SIZES = "SML"


def text(row: Standing, priority: Priority, target: Target) -> str:
    """Return the text that the rows of one step share; without a target a row is a step by itself."""
    place, language = f"{row.place.repository} {row.place.branch}", row.component.language.value
    old = row.runtime.image.text
    if priority in ("done", "exempt"):
        return f"{place}: {language} on {old}, {priority}"
    new = target.image or f"no distroless base yet ({row.component.dockerfile.label})"
    return f"{place}: {language} from {old} to {new}, {priority}"


def sized(rows: Iterable[Standing]) -> tuple[Standing, ...]:
    """Return the rows with the size of their campaign, and the effort of its worst member."""
    given = tuple(rows)
    members: dict[str, list[Standing]] = {}
    for row in given:
        members.setdefault(row.ranking.campaign, []).append(row)
    return tuple(_sized(row, members[row.ranking.campaign]) if row.ranking.campaign else row for row in given)


def _sized(row: Standing, members: list[Standing]) -> Standing:
    worst = max((member.effort for member in members), key=_SIZES.index)
    return replace(row, ranking=replace(row.ranking, size=len(members), step_effort=worst))
