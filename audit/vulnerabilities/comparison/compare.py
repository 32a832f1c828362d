"""Compare two reports: reduced, equal, worse in severity, increased, or not comparable with the reasons."""

from audit.model.vulnerabilities.comparison import (
    AffectedPackage,
    ComparedReport,
    Comparison,
    ComparisonVerdict,
    OriginCounts,
    SeverityCounts,
    VulnerabilityChange,
)
from audit.model.vulnerabilities.vulnerability import Package, Report, Vulnerability
from audit.policy.vulnerabilities import Scanning
from audit.vulnerabilities.comparison import comparable
from audit.vulnerabilities.comparison.comparable import ComparisonTerms
from audit.vulnerabilities.deduplication.aliases import learn
from audit.vulnerabilities.deduplication.deduplicate import deduplicate

FlawsByName = dict[str, Vulnerability]


def compare(old: Report, new: Report, terms: ComparisonTerms, scanning: Scanning) -> Comparison:
    """Compare distinct vulnerabilities; aliases are learnt from both reports, so that a flaw has one name in both."""
    known = learn((*old.matches, *new.matches))
    before = {flaw.name: flaw for flaw in deduplicate(old.matches, scanning, known)}
    after = {flaw.name: flaw for flaw in deduplicate(new.matches, scanning, known)}
    reasons = comparable.reasons(old, new, terms)
    rows = tuple(row for row in _rows(before, after, scanning) if row.old or row.new)
    return Comparison(
        verdict="not comparable" if reasons else _verdict(len(before), len(after), rows),
        reasons=reasons,
        notes=(*comparable.notes(old, new, terms), *_worse(rows)),
        old=_side(old, before),
        new=_side(new, after),
        old_share=_share(tuple(before.values())),
        new_share=_share(tuple(after.values())),
        rows=rows,
        gone=_change({name: before[name] for name in before if name not in after}),
        added=_change({name: after[name] for name in after if name not in before}),
        kept=_change({name: after[name] for name in after if name in before}),
    )


def _verdict(before: int, after: int, rows: tuple[SeverityCounts, ...]) -> ComparisonVerdict:
    """Return the verdict on the number; where it is equal, graver ones make it worse."""
    if after != before:
        return "increased" if after > before else "reduced"
    return "worse in severity" if _graver(rows) else "equal"


def _graver(rows: tuple[SeverityCounts, ...]) -> bool:
    """Return whether the worst severity whose number changed has more than before, critical and high alone."""
    grave = (row for row in rows if row.severity in ("critical", "high") and row.new != row.old)
    first = next(grave, None)
    return first is not None and first.new > first.old


def _side(report: Report, found: FlawsByName) -> ComparedReport:
    return ComparedReport(
        path=report.path,
        format=report.format,
        image=report.image,
        scanner=report.scanner,
        version=report.version,
        scanned=report.scanned,
        database=report.database,
        packages=report.packages,
        vulnerabilities=len(found),
    )


def _rows(before: FlawsByName, after: FlawsByName, scanning: Scanning) -> tuple[SeverityCounts, ...]:
    old, new = tuple(before.values()), tuple(after.values())
    return tuple(
        SeverityCounts(
            severity=level,
            old=sum(flaw.severity == level for flaw in old),
            old_fixable=sum(flaw.severity == level and flaw.fixable for flaw in old),
            new=sum(flaw.severity == level for flaw in new),
            new_fixable=sum(flaw.severity == level and flaw.fixable for flaw in new),
        )
        for level in scanning.severities
    )


def _worse(rows: tuple[SeverityCounts, ...]) -> tuple[str, ...]:
    """Return a note for critical and for high where there are more than before: a lower total may hide it."""
    return tuple(
        f"more {row.severity} ones: {row.old}, then {row.new}"
        for row in rows
        if row.severity in ("critical", "high") and row.new > row.old
    )


def _share(found: tuple[Vulnerability, ...]) -> OriginCounts:
    return OriginCounts(
        base=sum(flaw.origin == "base" for flaw in found),
        own=sum(flaw.origin == "own" for flaw in found),
        unknown=sum(flaw.origin == "unknown" for flaw in found),
    )


def _change(found: FlawsByName) -> VulnerabilityChange:
    packages: dict[Package, dict[str, Vulnerability]] = {}
    for flaw in found.values():
        for match in flaw.matches:
            packages.setdefault(match.package, {})[flaw.name] = flaw
    return VulnerabilityChange(
        count=len(found),
        share=_share(tuple(found.values())),
        packages=tuple(AffectedPackage(package, tuple(packages[package].values())) for package in sorted(packages)),
    )
