"""Badges: a repository's score for its README, and the organisation's.

The template is our own: the libraries that draw badges write no title for those who cannot see them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from audit.model.scoreboard import Scoreboard
from audit.model.summary import Summary
from reports.chart.palette import BAR, FAILING, INK, ON_DARK, ON_LIGHT, PARTIAL, PASSING, UNKNOWN
from reports.chart.text_width import width
from reports.text.filename import filenames
from reports.text.visible import name

ORGANIZATION = "organization"
LABEL = "image audit"
_COLOURS = {"A": PASSING, "B": PASSING, "C": PARTIAL, "D": FAILING, "E": FAILING, "": UNKNOWN}
_PALE = (PARTIAL, UNKNOWN)
_SIZE, _PADDING = 11, 6


@dataclass(frozen=True, slots=True)
class _Field:
    """Hold one half of a badge; lengths in pixels, from its left edge."""

    text: str
    left: int
    length: int
    fill: str
    ink: str

    @property
    def width(self) -> int:
        """Return the width of the coloured box."""
        return self.length + 2 * _PADDING

    @property
    def start(self) -> int:
        """Return where the text begins."""
        return self.left + _PADDING


def draw(scoreboard: Scoreboard) -> Mapping[str, str]:
    """Return file name without suffix -> SVG; a repository that could not be audited has one that says so."""
    scored = {repository.name: repository for repository in scoreboard.repositories}
    read = {line.repository for line in scoreboard.ledger if line.outcome in ("audited", "unchanged")}
    known = {*scored, *(line.repository for line in scoreboard.ledger)}
    names = filenames(known, taken=(ORGANIZATION,))
    badges = {names[point]: _badge(point, *_said(scored.get(point), point in read)) for point in sorted(known)}
    total = scoreboard.total
    return {ORGANIZATION: _badge(total.name, *_said(total, audited=True)), **badges}


def _said(summary: Summary | None, audited: bool) -> tuple[str, str]:  # noqa: FBT001 - it stands beside the summary
    """Return the words of a badge and their colour."""
    if summary is not None and summary.score is not None:
        return f"{summary.score:.1f} {summary.grade}".rstrip(), _COLOURS.get(summary.grade, BAR)
    return ("no score" if summary is not None or audited else "not audited"), UNKNOWN


@cache
def _template() -> Template:
    """Return what every badge is made from; making it takes longer than a badge does."""
    return Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("badge.svg.j2")


def _badge(subject: str, words: str, colour: str) -> str:
    """Return one badge."""
    fields = tuple(_fields(words, colour))
    total = sum(each.width for each in fields)
    return (
        _template().render(fields=fields, width=total, title=f"{LABEL} of {name(subject)}: {words}", size=_SIZE) + "\n"
    )


def _fields(words: str, colour: str) -> Iterator[_Field]:
    label = _Field(LABEL, 0, width(LABEL, _SIZE), INK, ON_DARK)
    yield label
    yield _Field(words, label.width, width(words, _SIZE), colour, ON_LIGHT if colour in _PALE else ON_DARK)
