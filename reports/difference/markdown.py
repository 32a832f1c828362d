"""The difference as Markdown, for a job's summary or an issue."""

from collections.abc import Iterator, Sequence

from audit.model.difference import Change, Difference, Since
from reports.difference import wording
from reports.markdown import code, link, prose, table

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
    return "\n".join(_fitting(f"Container images since {each.moment}", each.difference) for each in moments)


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
    yield ""
    for heading, kinds in _SECTIONS:
        found = [each for each in wording.shown(difference) if each.kind in kinds]
        if found:
            yield f"### {heading}\n"
            yield table(_HEADINGS, [_row(each) for each in found[:rows]])
        if len(found) > rows:
            yield f"And {len(found) - rows:,} more.\n"
    if hidden := wording.hidden(difference):
        yield f"Not shown: {prose(hidden)}.\n"


def _row(change: Change) -> tuple[str, ...]:
    why = f"{wording.cause(change)}: "
    said = link(prose(change.reason.why), change.reason.link) if change.reason.link else prose(change.reason.why)
    what = f"{wording.KINDS[change.kind]} {code(wording.subject(change)) if change.rule else ''}".rstrip()
    place = f"{code(change.component)}<br>{code(wording.where(change))}"
    return what, place, prose(change.before), prose(change.after), f"{prose(why.rstrip())} {said}"
