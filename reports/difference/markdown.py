"""Render the difference as Markdown, for a job's summary or an issue."""

from collections.abc import Iterator, Sequence

from audit.model.history.difference import Change, Difference, Since
from audit.model.vulnerabilities.shift import ImageShift
from reports.difference import vulnerabilities, wording
from reports.text.markdown import code, link, prose, table
from reports.text.wording import DASH

LONGEST = 65_000  # an issue holds 65,536 characters
_ROWS = (200, 60, 20, 5, 0)  # of each table, fewer as long as the whole is too long
_HEADINGS = ("what", "component", "before", "after", "cause")
_SECTIONS = (
    ("What got worse", ("regressed", "introduced", "expired", "withdrawn", "lost", "blurred")),
    ("What got better", ("fixed", "improved", "waived", "back")),
    ("What came and went", ("new", "gone", "moved", "entered", "left", "priority", "score")),
)


def render(difference: Difference) -> str:
    """Return the document, shortened to what an issue holds."""
    return _fitting("Container images: what changed", difference)


def since(moments: Sequence[Since]) -> str:
    """Return one document for several moments."""
    return "\n".join(
        _fitting(f"Container images since {prose(moment.moment)}", moment.difference) for moment in moments
    )


def _fitting(title: str, difference: Difference) -> str:
    texts = ("\n".join(_lines(title, difference, rows)) + "\n" for rows in _ROWS)
    return next((text for text in texts if len(text) <= LONGEST), "\n".join(_lines(title, difference, 0)) + "\n")


def _lines(title: str, difference: Difference, rows: int) -> Iterator[str]:
    yield f"## {title}\n"
    yield f"**{prose(wording.headline(difference))}**\n"
    yield f"- old: {prose(wording.side(difference.old))}"
    yield f"- new: {prose(wording.side(difference.new))}"
    yield from (f"- note: {prose(each)}" for each in difference.notes)
    if causes := wording.causes(difference):
        yield f"- causes: {prose(causes)}"
    if said := vulnerabilities.headline(difference):
        yield f"- {prose(said)}"
    yield ""
    for heading, kinds in _SECTIONS:
        found = [each for each in wording.shown(difference) if each.kind in kinds]
        if found:
            yield f"### {heading}\n"
            yield table(_HEADINGS, [_row(each) for each in found[:rows]])
        if len(found) > rows:
            yield f"And {len(found) - rows:,} more.\n"
    yield from _shifts(vulnerabilities.shown(difference), rows)
    if hidden := wording.hidden(difference):
        yield f"Not shown: {prose(hidden)}.\n"


def _shifts(shifts: Sequence[ImageShift], rows: int) -> Iterator[str]:
    if shifts:
        yield "### Vulnerabilities that came and left\n"
        yield table(
            ("component", "image", *map(str.lower, vulnerabilities.COLUMNS)), [_shift(shift) for shift in shifts[:rows]]
        )
    if len(shifts) > rows:
        yield f"And {len(shifts) - rows:,} more.\n"


def _shift(shift: ImageShift) -> tuple[str, ...]:
    place = f"{code(shift.component)}<br>{code(vulnerabilities.where(shift))}"
    return (
        place,
        prose(vulnerabilities.images(shift)),
        *(each if each == DASH else prose(each) for each in vulnerabilities.cells(shift)),
    )


def _row(change: Change) -> tuple[str, ...]:
    why = f"{wording.cause(change)}: "
    said = link(prose(change.reason.why), change.reason.link) if change.reason.link else prose(change.reason.why)
    what = f"{wording.KINDS[change.kind]} {code(wording.subject(change)) if change.rule else ''}".rstrip()
    place = f"{code(change.component)}<br>{code(wording.where(change))}"
    return what, place, prose(change.before), prose(change.after), f"{prose(why.rstrip())} {said}"
