"""List the changes since the run before and since a release."""

from dataclasses import dataclass

from audit.model.component import Key
from audit.model.history.difference import REGRESSIONS, Change, Since
from audit.model.vulnerabilities.shift import ImageShift
from reports.difference import vulnerabilities, wording
from reports.text.visible import name, prose
from reports.text.wording import DASH

_BETTER = ("fixed", "improved")


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Hold one change in words, with a sign for worse, better or neither."""

    sign: str
    kind: str
    rule: str
    component: str
    where: str
    before: str
    after: str
    cause: str
    why: str
    link: str


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """Hold the vulnerabilities that came to or left a component's image, a cell for each column."""

    component: str
    where: str
    image: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Hold what changed since one moment."""

    title: str
    headline: str
    causes: str
    notes: tuple[str, ...]
    hidden: str
    lines: tuple[ChangeRow, ...]
    vulnerabilities: str
    columns: tuple[str, ...]
    shifts: tuple[ShiftRow, ...]


def build(moments: tuple[Since, ...]) -> tuple[Changes, ...]:
    """Return the changes since each moment, regressions first; nothing without a history."""
    return tuple(_changes(moment) for moment in moments)


def by_component(moments: tuple[Since, ...]) -> dict[Key, list[list[str]]]:
    """Return repository, branch and Dockerfile -> changes of that component, scored or not.

    Each change is its moment, what it is, before, after, why, and the address of the commits where there is one.
    """
    found: dict[Key, list[list[str]]] = {}
    for moment in moments:
        for change in moment.difference.changes:
            line = _change_row(change)
            said = [f"Since {name(moment.moment)}", f"{line.sign} {line.kind} {line.rule}".strip()]
            found.setdefault(change.key, []).append(
                [*said, line.before, line.after, f"{line.cause}: {line.why}", line.link]
            )
    return found


def _changes(since: Since) -> Changes:
    difference = since.difference
    return Changes(
        title=f"Since {name(since.moment)}",
        headline=wording.headline(difference),
        causes=wording.causes(difference),
        notes=tuple(prose(note) for note in difference.notes),
        hidden=wording.hidden(difference),
        lines=tuple(_change_row(each) for each in wording.shown(difference)),
        vulnerabilities=vulnerabilities.headline(difference).capitalize(),
        columns=vulnerabilities.COLUMNS,
        shifts=tuple(map(_shift_row, vulnerabilities.shown(difference))),
    )


def _shift_row(shift: ImageShift) -> ShiftRow:
    component, where = name(shift.component), vulnerabilities.where(shift)
    return ShiftRow(component, where, vulnerabilities.images(shift), vulnerabilities.cells(shift))


def _change_row(change: Change) -> ChangeRow:
    link = change.reason.link
    return ChangeRow(
        sign="\N{BALLOT X}"
        if change.kind in REGRESSIONS
        else "\N{CHECK MARK}"
        if change.kind in _BETTER
        else "\N{BULLET}",
        kind=wording.KINDS[change.kind],
        rule=wording.subject(change),
        component=name(change.component),
        where=wording.where(change),
        before=prose(change.before) or DASH,
        after=prose(change.after) or DASH,
        cause=wording.cause(change),
        why=prose(change.reason.why),
        link=link if link.startswith(("https://", "http://")) else "",
    )
