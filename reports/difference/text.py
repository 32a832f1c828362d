"""The difference as a terminal shows it."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from audit.model.difference import REGRESSIONS, Change, Difference
from reports.difference import wording
from reports.visible import prose, visible


def render(difference: Difference, *, everything: bool = False) -> Iterator[RenderableType]:
    """Yield what is to be printed; with `everything` also what bears on no score."""
    worse = bool(difference.regressions)
    yield Text(wording.headline(difference), style="bold red" if worse else "bold")
    yield Text(f"  old: {wording.side(difference.old)}")
    yield Text(f"  new: {wording.side(difference.new)}")
    for note in difference.notes:
        yield Text(f"  note: {visible(note)}", style="dim")
    if causes := wording.causes(difference):
        yield Text(f"  causes: {causes}")
    yield from _places(difference.changes if everything else _in_place(difference))
    if not everything and (hidden := wording.hidden(difference)):
        yield Text(f"\nnot shown: {hidden} (--all)", style="dim")


def _in_place(difference: Difference) -> tuple[Change, ...]:
    return tuple(each for each in difference.changes if each.counts)


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
