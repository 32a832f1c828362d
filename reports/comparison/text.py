"""Render the comparison for the terminal."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from audit.model.vulnerabilities.comparison import Comparison, VulnerabilityChange
from reports.comparison import wording
from reports.text.visible import visible

_COLOURS = {
    "reduced": "green",
    "equal": "cyan",
    "worse in severity": "red",
    "increased": "red",
    "not comparable": "yellow",
}


def render(comparison: Comparison) -> Iterator[RenderableType]:
    """Yield what is to be printed, from the verdict to the last package."""
    yield Text(wording.headline(comparison), style=f"bold {_COLOURS[comparison.verdict]}")
    for reason in comparison.reasons:
        yield Text(f"  reason: {visible(reason)}", style="yellow")
    yield Text(f"  old: {wording.side(comparison.old)}")
    yield Text(f"  new: {wording.side(comparison.new)}")
    for note in comparison.notes:
        yield Text(f"  note: {visible(note)}", style="dim")
    yield Text("")
    yield _table(comparison)
    if shares := wording.shares(comparison):
        yield Text(shares)
    for heading, change in wording.changes(comparison):
        yield from _change(heading, change)


def _table(comparison: Comparison) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", show_footer=True)
    for heading, foot in zip(wording.HEADINGS, wording.total(comparison.rows), strict=True):
        table.add_column(heading, foot, justify="left" if heading == "severity" else "right", footer_style="bold")
    for row in comparison.rows:
        table.add_row(*wording.cells(row))
    return table


def _change(heading: str, change: VulnerabilityChange) -> Iterator[Text]:
    yield Text(f"\n{heading}", style="bold")
    for affected in change.packages:
        yield Text(f"  {wording.package(affected)}")
        for flaw in affected.vulnerabilities:
            yield Text(f"    {wording.flaw(flaw, affected)}", style="dim" if flaw.severity == "unknown" else "")
