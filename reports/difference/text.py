"""Render the difference for the terminal."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from audit.model.history.difference import REGRESSIONS, Change, Difference
from audit.model.vulnerabilities.shift import ImageShift
from reports.difference import vulnerabilities, wording
from reports.text.visible import prose, visible
from reports.text.wording import DASH


def render(difference: Difference, *, everything: bool = False) -> Iterator[RenderableType]:
    """Yield what is to be printed; with `everything` also what bears on no score."""
    worse = bool(difference.regressions or difference.worse)
    yield Text(wording.headline(difference), style="bold red" if worse else "bold")
    yield Text(f"  old: {wording.side(difference.old)}")
    yield Text(f"  new: {wording.side(difference.new)}")
    for note in difference.notes:
        yield Text(f"  note: {visible(note)}", style="dim")
    if causes := wording.causes(difference):
        yield Text(f"  causes: {causes}")
    if said := vulnerabilities.headline(difference):
        yield Text(f"  {said}")
    yield from _places(difference.changes if everything else _in_place(difference))
    for shift in difference.shifts if everything else vulnerabilities.shown(difference):
        yield from _shift(shift)
    if not everything and (hidden := wording.hidden(difference)):
        yield Text(f"\nnot shown: {hidden} (--all)", style="dim")


def _shift(shift: ImageShift) -> Iterator[Text]:
    yield Text(f"\n{visible(shift.component)}  {vulnerabilities.where(shift)}", style="bold")
    yield Text(f"    {vulnerabilities.images(shift)}", style="dim")
    for heading, cell in zip(vulnerabilities.COLUMNS, vulnerabilities.cells(shift), strict=True):
        if cell != DASH:
            yield Text(f"  {heading.lower()} {cell}", style="red" if heading == "Regressions" else "")


def _in_place(difference: Difference) -> tuple[Change, ...]:
    return tuple(change for change in difference.changes if change.counts)


def _places(changes: Iterable[Change]) -> Iterator[Text]:
    for where, group in groupby(changes, key=wording.where):
        found = tuple(group)
        yield Text(f"\n{visible(found[0].component)}  {where}", style="bold")
        for each in found:
            yield from _lines(each)


def _lines(change: Change) -> Iterator[Text]:
    kind = wording.KINDS[change.kind]
    style = "red" if change.kind in REGRESSIONS else "yellow" if change.kind in ("lost", "blurred") else "green"
    yield Text(f"  {kind} {wording.subject(change)}".rstrip(), style=style)
    if change.before or change.after:
        yield Text(f"    {prose(change.before) or '–'}  ->  {prose(change.after) or '–'}")
    yield Text(f"    {wording.cause(change)}: {prose(change.reason.why)}", style="dim")
    if change.reason.link:
        yield Text(f"    {visible(change.reason.link)}", style="dim")
