"""Describe the vulnerabilities of a component's image: counts, scanner, gravest ones, effect of another base."""

from collections.abc import Iterator
from typing import Any

from audit.model.vulnerabilities.scan import Flaw, Scan, Update
from audit.model.vulnerabilities.vulnerability import Estimate, Level
from reports.text.visible import name, prose
from reports.text.wording import amount, percent

_MATCHED = {
    "digest": "of the digest that is deployed",
    "tag": "of the tag that is deployed",
    "name": "of the same image under another tag",
}
_GRAVE: tuple[Level, ...] = ("critical", "high")
_MOST = 20


def scan_facts(scan: Scan | None) -> list[list[Any]]:
    """Return the answers on an image's scan as term, sentence, evidence; none without a report."""
    if scan is None:
        return []
    return [[term, prose(said), []] for term, said in _sentences(scan)]


def source(scan: Scan) -> str:
    """Return the scanner with the date of its database, or that of the scan if the former is unknown."""
    tool = " ".join(filter(None, (scan.scanner, scan.version)))
    return f"{tool}, {dated(scan)}"


def dated(scan: Scan) -> str:
    """Return the date of the database, or that of the scan, with a word on which it is."""
    if scan.database:
        return f"database of {scan.database}"
    return f"scanned {scan.scanned}, database untold" if scan.scanned else "date untold"


def _sentences(scan: Scan) -> Iterator[tuple[str, str]]:
    where = f"{scan.image}, {_MATCHED[scan.matched]}, by {source(scan)} ({scan.report})"
    if scan.doubt:
        yield "Vulnerabilities", f"not known: the scan may be blind, for {scan.doubt}; {where}"
        return
    by_level = ", ".join(f"{count.number:,} {count.severity}" for count in scan.counts if count.number)
    total = amount(len(scan.flaws), "distinct vulnerability", "distinct vulnerabilities")
    yield "Vulnerabilities", f"{total}{f' ({by_level})' if by_level else ''}, {scan.fixable:,} fixable; {where}"
    first = [flaw for flaw in scan.flaws if flaw.exploited or flaw.severity in _GRAVE]
    if first:
        more = f", and {len(first) - _MOST:,} more" if len(first) > _MOST else ""
        yield "The gravest", ", ".join(map(_flaw, sorted(first, key=_order)[:_MOST])) + more
    if scan.update:
        yield "Last update", _update(scan.update)
    if scan.estimate and scan.estimate.share is not None:
        yield "With another base", _estimate(scan.estimate)


def _order(flaw: Flaw) -> tuple[bool, int, float, str]:
    """Return a sort key: known exploits first, then by severity and likelihood."""
    grave = _GRAVE.index(flaw.severity) if flaw.severity in _GRAVE else len(_GRAVE)
    return not flaw.exploited, grave, -(flaw.epss or 0.0), flaw.name


def _flaw(flaw: Flaw) -> str:
    """Return a flaw with its packages, its fixed version, and whether it is exploited."""
    notes = [flaw.severity, " and ".join(flaw.packages[:2]) + (" ..." if flaw.packages[2:] else "")]
    if flaw.fixable:
        notes.append(f"fixed in {flaw.fixed[0]}")
    if flaw.exploited:
        notes.append("known to be exploited")
    elif flaw.epss is not None:
        notes.append(f"EPSS {flaw.epss:.2f}")
    return f"{name(flaw.name)} ({', '.join(notes)})"


def _update(update: Update) -> str:
    counts = f"{update.before:,} in {update.old}, then {update.after:,} in {update.new}"
    return f"{update.verdict}: {counts}" + (f"; {'; '.join(update.reasons)}" if update.reasons else "")


def _estimate(estimate: Estimate) -> str:
    attributed = estimate.leaving + estimate.staying
    share = percent(estimate.share or 0.0)
    unknown = f", {estimate.unattributed:,} more cannot be attributed" if estimate.unattributed else ""
    new = "" if estimate.arriving is None else f"; the recommended base brings {estimate.arriving:,}"
    leaving = f"about {estimate.leaving:,} of {attributed:,} leave with the base ({share}){unknown}{new}"
    return f"{leaving}. {'; '.join(estimate.reasoning)}."
