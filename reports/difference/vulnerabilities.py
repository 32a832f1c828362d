"""Word the vulnerabilities that came and left: a row for each component, and one sentence on all."""

from collections.abc import Iterable

from audit.model.evidence import label
from audit.model.history.difference import Difference
from audit.model.vulnerabilities.shift import FlawShift, ImageShift, ScanState, ShiftKind
from reports.text.visible import name
from reports.text.wording import DASH, amount

COLUMNS = ("New disclosures", "Regressions", "Mended", "Withdrawn", "Unclear")
_HOWS: tuple[ShiftKind, ...] = ("disclosed", "regression", "mended", "withdrawn", "unclear")
_WORDS = ("disclosed", "regressed with another image", "mended", "withdrawn", "unclear")
_NAMED = 5  # flaws of a cell, the gravest first; the JSON names all
_SHORT = 12  # letters of a digest


def headline(difference: Difference) -> str:
    """Return how many vulnerabilities shifted in scope in which way, or an empty text."""
    found = shown(difference)
    numbers = (sum(each.number(how) for each in found) for how in _HOWS)
    said = ", ".join(f"{number:,} {word}" for number, word in zip(numbers, _WORDS, strict=True) if number)
    return f"vulnerabilities of {amount(len(found), 'component')} in scope: {said}" if said else ""


def shown(difference: Difference) -> tuple[ImageShift, ...]:
    """Return the shifts of components in scope."""
    return tuple(shift for shift in difference.shifts if shift.counts)


def cells(shift: ImageShift) -> tuple[str, ...]:
    """Return what each column says of a component: how many, and the gravest by name."""
    return tuple(_cell([flaw for flaw in shift.flaws if flaw.how == how]) for how in _HOWS)


def _cell(flaws: list[FlawShift]) -> str:
    if not flaws:
        return DASH
    more = ", ..." if len(flaws) > _NAMED else ""
    return f"{len(flaws):,}: {', '.join(map(_named, flaws[:_NAMED]))}{more}"


def _named(flaw: FlawShift) -> str:
    """Return name and severity; whether it came or left where its column does not tell."""
    sign = ("+" if flaw.appeared else "-") if flaw.how == "unclear" else ""
    return f"{sign}{name(flaw.name)} ({flaw.severity})"


def images(shift: ImageShift) -> str:
    """Return which image was scanned by what, before and after where that differs."""
    digests = _either(_digest(each) for each in (shift.before, shift.after))
    scanners = _either(_scanner(each) for each in (shift.before, shift.after))
    return f"{name(shift.image)} {digests}; {scanners}"


def _either(said: Iterable[str]) -> str:
    return " then ".join(dict.fromkeys(said))


def _digest(state: ScanState) -> str:
    return name(state.digest.removeprefix("sha256:")[:_SHORT]) if state.digest else "without digest"


def _scanner(state: ScanState) -> str:
    return name(f"{state.scanner}, database of {state.database}" if state.database else state.scanner)


def where(shift: ImageShift) -> str:
    """Return repository, branch and path."""
    return f"{name(shift.repository)} ({name(shift.branch)}) {name(label(shift.dockerfile, shift.target))}"
