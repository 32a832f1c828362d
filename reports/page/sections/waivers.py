"""List the waivers: what is exempt, until when, and which ones need an edit."""

from dataclasses import dataclass

from audit.model.finding import WaiverState
from audit.model.scoreboard import Scoreboard
from reports.text.visible import name, prose
from reports.text.wording import amount

_SIGNS = {"active": "✓", "expiring": "!", "expired": "✗", "stale": "?", "faulty": "✗"}
_ORDER = ("expired", "faulty", "expiring", "stale", "active")


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """Hold one waiver in words."""

    rule: str
    where: str
    reason: str
    owner: str
    until: str
    status: str
    sign: str
    note: str
    findings: str
    place: str


@dataclass(frozen=True, slots=True)
class Waivers:
    """Hold the waivers, those that need an edit first, and sentences that count them by status."""

    lines: tuple[WaiverRow, ...]
    said: tuple[str, ...]


def build(scoreboard: Scoreboard) -> Waivers:
    """Return the waivers, by the urgency of an edit."""
    ordered = sorted(scoreboard.waivers, key=lambda each: (_ORDER.index(each.status), each.waiver.until))
    return Waivers(tuple(_line(each) for each in ordered), tuple(_counted(scoreboard)))


def _counted(scoreboard: Scoreboard) -> list[str]:
    """Return sentences that count the waived findings and the waivers that need an edit."""
    states = scoreboard.waivers
    waived = sum(finding.waiver is not None for one in scoreboard.standings if one.in_scope for finding in one.findings)
    until = min((state.waiver.until for state in states if state.status in ("active", "expiring")), default="")
    said = [f"{amount(waived, 'finding')} in scope waived, the first until {until}"] if waived else []
    for status, rest in (
        ("expired", "expired: the findings count again"),
        ("faulty", "cannot hold as written"),
        ("expiring", "ends within 30 days"),
        ("stale", "meets nothing and can go"),
    ):
        count = sum(state.status == status for state in states)
        said += [f"{amount(count, 'waiver')} {rest}"] if count else []
    return said


def _line(state: WaiverState) -> WaiverRow:
    """Return one waiver in words."""
    waiver = state.waiver
    return WaiverRow(
        rule=name(waiver.rule),
        where=name(f"{waiver.repository} {waiver.path}"),
        reason=prose(waiver.reason),
        owner=name(waiver.owner),
        until=name(waiver.until),
        status=state.status,
        sign=_SIGNS[state.status],
        note=prose(state.note),
        findings=f"{state.findings:,}",
        place=name(waiver.place),
    )
