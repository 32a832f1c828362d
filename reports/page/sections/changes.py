"""What changed since the run before and since a release, as the page lists it."""

from dataclasses import dataclass

from audit.model.component import Key
from audit.model.history.difference import REGRESSIONS, Change, Since
from audit.model.vulnerabilities.shift import ImageShift
from reports.difference import vulnerabilities, wording
from reports.text.visible import name, prose
from reports.text.wording import DASH

_BETTER = ("fixed", "improved")


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one change in words; the sign says at a glance whether it got worse or better."""

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
class Shift:
    """Hold the vulnerabilities that came to a component's image and left it, a cell for each column."""

    component: str
    where: str
    image: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """Hold what changed since one moment."""

    title: str
    headline: str
    causes: str
    notes: tuple[str, ...]
    hidden: str
    lines: tuple[Line, ...]
    vulnerabilities: str
    columns: tuple[str, ...]
    shifts: tuple[Shift, ...]


def build(moments: tuple[Since, ...]) -> tuple[Moment, ...]:
    """Return the moments in words, what got worse first; nothing where no history is kept."""
    return tuple(_moment(each) for each in moments)


def of_components(moments: tuple[Since, ...]) -> dict[Key, list[list[str]]]:
    """Return by repository, branch and Dockerfile what changed of a component, scored or not.

    Each change is its moment, what it is, before, after, why, and the address of the commits where there is one.
    """
    found: dict[Key, list[list[str]]] = {}
    for moment in moments:
        for change in moment.difference.changes:
            line = _line(change)
            said = [f"Since {name(moment.moment)}", f"{line.sign} {line.kind} {line.rule}".strip()]
            found.setdefault(change.key, []).append(
                [*said, line.before, line.after, f"{line.cause}: {line.why}", line.link]
            )
    return found


def _moment(since: Since) -> Moment:
    difference = since.difference
    return Moment(
        title=f"Since {name(since.moment)}",
        headline=wording.headline(difference),
        causes=wording.causes(difference),
        notes=tuple(prose(each) for each in difference.notes),
        hidden=wording.hidden(difference),
        lines=tuple(_line(each) for each in wording.shown(difference)),
        vulnerabilities=vulnerabilities.headline(difference).capitalize(),
        columns=vulnerabilities.COLUMNS,
        shifts=tuple(map(_shift, vulnerabilities.shown(difference))),
    )


def _shift(shift: ImageShift) -> Shift:
    component, where = name(shift.component), vulnerabilities.where(shift)
    return Shift(component, where, vulnerabilities.images(shift), vulnerabilities.cells(shift))


def _line(change: Change) -> Line:
    link = change.reason.link
    return Line(
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
