"""List the reviewed answers that replace detected ones, and those that can be removed."""

from dataclasses import dataclass

from audit.model.evidence import label
from audit.model.override import OverrideState
from audit.model.scoreboard import Scoreboard
from reports.text.visible import name, prose
from reports.text.wording import DASH

_SIGNS = {"needed": "✓", "needless": "!", "stale": "?", "faulty": "✗", "skipped": "?"}
_ORDER = ("faulty", "stale", "needless", "skipped", "needed")


@dataclass(frozen=True, slots=True)
class OverrideRow:
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


def build(scoreboard: Scoreboard) -> tuple[OverrideRow, ...]:
    """Return the overrides, those that need an edit first."""
    return tuple(
        _line(override) for override in sorted(scoreboard.overrides, key=lambda override: _ORDER.index(override.status))
    )


def _line(state: OverrideState) -> OverrideRow:
    """Return one override in words."""
    override = state.override
    branch = f" ({override.branch})" if override.branch else ""
    return OverrideRow(
        where=name(f"{override.repository}{branch} {label(override.dockerfile, override.target)}"),
        answer=override.answer,
        value=name(override.value),
        found=name(state.found) or DASH,
        status=state.status,
        sign=_SIGNS[state.status],
        note=prose(state.note),
        reason=prose(override.reason),
        place=name(override.place),
    )
