"""Summarize the reports on one component's image for the scoreboard."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from audit.model.dockerfile import Image
from audit.model.vulnerabilities.scan import Count, Flaw, Scan, Update
from audit.model.vulnerabilities.vulnerability import Report, Vulnerability
from audit.policy.vulnerabilities import Scanning
from audit.vulnerabilities.comparison.comparable import ComparisonTerms
from audit.vulnerabilities.comparison.compare import compare
from audit.vulnerabilities.deduplication.deduplicate import deduplicate
from audit.vulnerabilities.estimate import KnownBases, estimate
from audit.vulnerabilities.report_files.report_index import MatchedReport, ReportIndex, age, by_age


def of(matched: Sequence[MatchedReport], reports: ReportIndex, scanning: Scanning, bases: KnownBases) -> Scan | None:
    """Return the first report's flaws, and how the newest image compares with the one before it; None for no report."""
    if not matched:
        return None
    report = matched[0].report
    found = deduplicate(report.matches, scanning, reports.known)
    return Scan(
        report=report.path,
        image=shown(report.image),
        digest=report.image.digest if report.image else "",
        matched=matched[0].matched,
        scanner=report.scanner,
        version=report.version,
        scanned=report.scanned,
        database=report.database,
        packages=report.packages,
        doubt=_doubt(report),
        counts=counts(found, scanning),
        flaws=tuple(_flaw(flaw) for flaw in found),
        estimate=estimate(report, scanning, bases, reports.known) if found and bases.replaceable else None,
        update=_update([other.report for other in matched if other.report.scanner == report.scanner], scanning),
        reports=len(matched),
    )


def shown(image: Image | None) -> str:
    """Return an image's reference with the digest behind it, where one is known."""
    if image is None:
        return ""
    return image.text if not image.digest or "@" in image.text else f"{image.text}@{image.digest}"


def counts(found: Iterable[Vulnerability | Flaw], scanning: Scanning) -> tuple[Count, ...]:
    """Count flaws by severity, the worst first; every severity has its line."""
    known = tuple(found)
    return tuple(
        Count(
            level,
            sum(flaw.severity == level for flaw in known),
            sum(flaw.severity == level and flaw.fixable for flaw in known),
        )
        for level in scanning.severities
    )


def _doubt(report: Report) -> str:
    if not report.is_blind:
        return ""
    return "it saw no packages" if report.packages == 0 else report.doubt


def _flaw(found: Vulnerability) -> Flaw:
    packages = (" ".join(filter(None, (match.package.name, match.package.version))) for match in found.matches)
    return Flaw(
        name=found.name,
        severity=found.severity,
        severity_source=found.severity_source,
        fixable=found.fixable,
        fixed=tuple(dict.fromkeys(match.fixed for match in found.matches if match.fixed)),
        origin=found.origin,
        packages=tuple(dict.fromkeys(packages)),
        exploited=found.exploited,
        epss=found.epss,
    )


def _update(reports: Sequence[Report], scanning: Scanning) -> Update | None:
    """Compare the newest image with the one before it, each by its last report; None where only one is known."""
    latest: dict[str, Report] = {}
    for report in sorted(reports, key=lambda one: (one.scanned, one.database, one.path)):
        latest[_identity(report)] = report
    if len(latest) < 2:  # noqa: PLR2004 - it takes two to compare
        return None
    old, new = by_age(latest.values())[-2:]
    of_image = age((old, new))
    comparison = compare(old, new, ComparisonTerms(scanning.database_gap_days, same_image=True), scanning)
    update = Update(
        verdict=comparison.verdict,
        reasons=comparison.reasons,
        old=shown(old.image),
        new=shown(new.image),
        before=comparison.old.vulnerabilities,
        after=comparison.new.vulnerabilities,
    )
    if of_image(old) == of_image(new):
        return replace(update, verdict="not comparable", reasons=("nothing tells which image is the newer one",))
    return update


def _identity(report: Report) -> str:
    """Return the digest of an image, else its tag, else the report's path."""
    image = report.image
    return (image.digest or image.tag if image else "") or report.path
