"""Lay out a rule's page: headings at the margin, prose wrapped below them, code unchanged."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.text import Text

_INDENT = 4


@dataclass(frozen=True, slots=True)
class Section:
    """Hold what stands under one heading; `verbatim` is code, whose lines are not folded."""

    title: str
    text: str
    verbatim: bool = False


def page(heading: str, sections: Iterable[Section], width: int) -> Iterator[Text]:
    """Yield the lines of a page of so many columns; a section without text is left out."""
    yield Text(heading, style="bold")
    for section in sections:
        if section.text.strip():
            yield Text("")
            yield Text(section.title.upper(), style="bold")
            yield from map(Text, _lines(section, width))


def _lines(section: Section, width: int) -> Iterator[str]:
    margin = " " * _INDENT
    if section.verbatim:
        yield from textwrap.indent(section.text.strip("\n"), margin).splitlines()
        return
    for index, paragraph in enumerate(section.text.strip().split("\n\n")):
        if index:
            yield ""
        # addresses and names such as gcr.io/distroless/static-debian13:nonroot stay in one piece
        yield from textwrap.wrap(
            paragraph,
            max(width, 2 * _INDENT),
            initial_indent=margin,
            subsequent_indent=margin,
            break_long_words=False,
            break_on_hyphens=False,
        )
