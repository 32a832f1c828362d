"""Reviewed answers as the page lists them: what is given instead of what is found, and which can go."""

from dataclasses import dataclass

from audit.model.override import OverrideState
from audit.model.scoreboard import Scoreboard
from reports.text.visible import name, prose
from reports.text.wording import DASH

_SIGNS = {"needed": "✓", "needless": "!", "stale": "?", "faulty": "✗", "skipped": "?"}
_ORDER = ("faulty", "stale", "needless", "skipped", "needed")


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one override in words."""

    where: str
    answer: str
    value: str
    found: str
    status: str
    sign: str
    note: str
    reason: str
    place: str


def build(scoreboard: Scoreboard) -> tuple[Line, ...]:
    """Return the overrides, those that need a hand first."""
    return tuple(_line(each) for each in sorted(scoreboard.overrides, key=lambda each: _ORDER.index(each.status)))


def _line(state: OverrideState) -> Line:
    """Return one override in words."""
    override = state.override
    branch = f" ({override.branch})" if override.branch else ""
    return Line(
        where=name(f"{override.repository}{branch} {override.dockerfile}"),
        answer=override.answer,
        value=name(override.value),
        found=name(state.found) or DASH,
        status=state.status,
        sign=_SIGNS[state.status],
        note=prose(state.note),
        reason=prose(override.reason),
        place=name(override.place),
    )
