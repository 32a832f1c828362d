"""Render the comparison as Markdown, for a job's summary or a pull request."""

import re
from collections.abc import Iterator

from audit.model.vulnerabilities.comparison import Comparison, VulnerabilityChange
from reports.comparison import wording
from reports.text.visible import visible
from reports.text.wording import amount

# what GitHub's Markdown would take for markup, a mention, a reference or an address
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~@&$]|:(?=//)|\.(?<=www\.)", re.IGNORECASE)
_MOST = 200


def render(comparison: Comparison) -> str:
    """Return the document, from the verdict to the packages."""
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"## Vulnerabilities {wording.headline(comparison)}"
    yield ""
    yield from (f"- reason: {_plain(visible(reason))}" for reason in comparison.reasons)
    yield f"- old: {_plain(wording.side(comparison.old))}"
    yield f"- new: {_plain(wording.side(comparison.new))}"
    yield from (f"- note: {_plain(visible(note))}" for note in comparison.notes)
    if shares := wording.shares(comparison):
        yield f"- {shares}"
    yield ""
    yield _row(wording.HEADINGS)
    yield "|---|" + "---:|" * (len(wording.HEADINGS) - 1)
    yield from (_row(wording.cells(row)) for row in comparison.rows)
    yield _row(tuple(f"**{cell}**" for cell in wording.total(comparison.rows)))
    yield ""
    yield wording.MEANINGS
    for heading, change in wording.changes(comparison):
        yield from _change(heading, change)


def _change(heading: str, change: VulnerabilityChange) -> Iterator[str]:
    if not change.packages:
        yield from ("", f"**{heading}**")
        return
    yield from ("", f"<details><summary>{heading}</summary>", "")
    yield from ("| package | vulnerabilities |", "|---|---|")
    for affected in change.packages[:_MOST]:
        flaws = "<br>".join(_plain(wording.flaw(flaw, affected)) for flaw in affected.vulnerabilities[:_MOST])
        more = len(affected.vulnerabilities) - _MOST
        flaws += f"<br>and {more:,} more" if more > 0 else ""
        yield f"| {_plain(wording.package(affected))} | {flaws} |"
    if len(change.packages) > _MOST:
        yield f"| and {amount(len(change.packages) - _MOST, 'package')} more | |"
    yield from ("", "</details>")


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Return text of others so that Markdown shows it and does nothing with it."""
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", text)
