"""Decide whether two reports are comparable, with reasons, and note what weakens a comparison."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from audit.model.dockerfile import Image
from audit.model.vulnerabilities.vulnerability import Report


@dataclass(frozen=True, slots=True)
class ComparisonTerms:
    """Hold the largest gap in days between two databases, and what the caller asserts to be the same."""

    database_gap_days: int
    same_image: bool = False
    same_database: bool = False


def reasons(old: Report, new: Report, terms: ComparisonTerms) -> tuple[str, ...]:
    """Return why the two reports are not comparable; nothing when they are."""
    return (
        *_scanner(old, new),
        *([] if terms.same_image else _image(old, new)),
        *([] if terms.same_database else _database(old, new, terms.database_gap_days)),
        *_blindness("OLD", old),
        *_blindness("NEW", new),
    )


def notes(old: Report, new: Report, terms: ComparisonTerms) -> tuple[str, ...]:
    """Return what weakens the comparison without forbidding it."""
    return tuple(_notes(old, new, terms))


def image_line(image: Image) -> str:
    """Return the line of images that an image belongs to: its repository without registry, tag and digest."""
    return image.name.removeprefix("library/")


def _scanner(old: Report, new: Report) -> Iterator[str]:
    if old.scanner != new.scanner:
        yield f"another scanner: {old.scanner}, then {new.scanner}"


def _image(old: Report, new: Report) -> Iterator[str]:
    unnamed = [side for side, report in (("OLD", old), ("NEW", new)) if report.image is None]
    if unnamed:
        yield f"no image is named in {' and '.join(unnamed)}; --same-image says that both are of one"
    elif old.image and new.image and image_line(old.image) != image_line(new.image):
        lines = f"{image_line(old.image)}, then {image_line(new.image)}"
        yield f"another image: {lines}; --same-image says that it is meant"


def _database(old: Report, new: Report, limit: int) -> Iterator[str]:
    days = [report.database or report.scanned for report in (old, new)]
    if not all(days):
        undated = [side for side, day in zip(("OLD", "NEW"), days, strict=True) if not day]
        yield f"no date of the database in {' and '.join(undated)}; --same-database says that it was the same"
        return
    gap = abs((date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days)
    if gap > limit:
        yield f"another database: {days[0]}, then {days[1]}, {gap} days apart; at most {limit} is allowed"


def _blindness(side: str, report: Report) -> Iterator[str]:
    if report.packages == 0:
        yield f"{side} saw no packages: blind, not clean"
    elif report.is_blind:
        yield f"{side} may be blind, not clean: {report.doubt}"


def _notes(old: Report, new: Report, terms: ComparisonTerms) -> Iterator[str]:
    dated_by_scan = [side for side, report in (("OLD", old), ("NEW", new)) if report.scanned and not report.database]
    if dated_by_scan and not terms.same_database:
        yield f"the date of the scan stands for that of the database, which is not in {' and '.join(dated_by_scan)}"
    if old.version != new.version:
        yield f"another version of the scanner: {old.version or 'untold'}, then {new.version or 'untold'}"
    if old.format != new.format:
        yield f"another format: {old.format}, then {new.format}"
    if old.image and new.image and old.image.digest and old.image.digest == new.image.digest:
        yield "both reports are of the same digest"
    if old.scanned and new.scanned and new.scanned < old.scanned:
        yield f"NEW was scanned before OLD: {new.scanned}, {old.scanned}"
    for side, report in (("OLD", old), ("NEW", new)):
        if report.matches and report.packages is None:
            yield f"{side} does not say how many packages were seen"
