"""The reports of one component's image -> what the scoreboard keeps of them."""

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


def of(taken: Sequence[MatchedReport], reports: ReportIndex, scanning: Scanning, bases: KnownBases) -> Scan | None:
    """Return what the first report says, and how the newest one compares with the one before it; None without any."""
    if not taken:
        return None
    report = taken[0].report
    found = deduplicate(report.matches, scanning, reports.known)
    return Scan(
        report=report.path,
        image=shown(report.image),
        digest=report.image.digest if report.image else "",
        matched=taken[0].matched,
        scanner=report.scanner,
        version=report.version,
        scanned=report.scanned,
        database=report.database,
        packages=report.packages,
        doubt=_doubt(report),
        counts=counts(found, scanning),
        flaws=tuple(_flaw(each) for each in found),
        estimate=estimate(report, scanning, bases, reports.known) if found and bases.replaceable else None,
        update=_update([each.report for each in taken if each.report.scanner == report.scanner], scanning),
        reports=len(taken),
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
            sum(each.severity == level for each in known),
            sum(each.severity == level and each.fixable for each in known),
        )
        for level in scanning.severities
    )


def _doubt(report: Report) -> str:
    if not report.is_blind:
        return ""
    return "it saw no packages" if report.packages == 0 else report.doubt


def _flaw(found: Vulnerability) -> Flaw:
    packages = (" ".join(filter(None, (each.package.name, each.package.version))) for each in found.matches)
    return Flaw(
        name=found.name,
        severity=found.severity,
        severity_source=found.severity_source,
        fixable=found.fixable,
        fixed=tuple(dict.fromkeys(each.fixed for each in found.matches if each.fixed)),
        origin=found.origin,
        packages=tuple(dict.fromkeys(packages)),
        exploited=found.exploited,
        epss=found.epss,
    )


def _update(reports: Sequence[Report], scanning: Scanning) -> Update | None:
    """Compare the newest image with the one before it, each by its last report; None where only one is known."""
    latest: dict[str, Report] = {}
    for each in sorted(reports, key=lambda one: (one.scanned, one.database, one.path)):
        latest[_identity(each)] = each
    if len(latest) < 2:  # noqa: PLR2004 - it takes two to compare
        return None
    old, new = by_age(latest.values())[-2:]
    of_image = age((old, new))
    said = compare(old, new, ComparisonTerms(scanning.database_gap_days, same_image=True), scanning)
    update = Update(
        verdict=said.verdict,
        reasons=said.reasons,
        old=shown(old.image),
        new=shown(new.image),
        before=said.old.vulnerabilities,
        after=said.new.vulnerabilities,
    )
    if of_image(old) == of_image(new):
        return replace(update, verdict="not comparable", reasons=("nothing tells which image is the newer one",))
    return update


def _identity(report: Report) -> str:
    """Return what tells one image from another: its digest, else its tag."""
    image = report.image
    return (image.digest or image.tag if image else "") or report.path
