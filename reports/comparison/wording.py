"""Word a comparison, the same on the terminal and in Markdown; every text is made visible here."""

from audit.model.vulnerabilities.comparison import (
    AffectedPackage,
    ComparedReport,
    Comparison,
    OriginCounts,
    SeverityCounts,
    VulnerabilityChange,
)
from audit.model.vulnerabilities.vulnerability import Vulnerability
from reports.text.visible import name
from reports.text.wording import DASH, amount

HEADINGS = ("severity", "old", "fixable", "new", "fixable", "change")
MEANINGS = (
    "Distinct vulnerabilities: one flaw counts once, whatever its names and however many packages have it; "
    "its severity is the worst given. Fixable: every package that has it has a version without it."
)


def headline(comparison: Comparison) -> str:
    """Return the verdict with the two counts."""
    old, new = comparison.old.vulnerabilities, comparison.new.vulnerabilities
    if comparison.verdict == "not comparable":
        return f"not comparable: {amount(old, 'vulnerability', 'vulnerabilities')} in OLD, {new:,} in NEW"
    counts = f"{amount(old, 'vulnerability', 'vulnerabilities')}, then {new:,} ({_signed(new - old)})"
    return f"{_verdict(comparison)}: {counts}"


def _verdict(comparison: Comparison) -> str:
    """Return the verdict; fewer of them with more critical or high ones is no plain reduction."""
    graver = any(row.severity in ("critical", "high") and row.new > row.old for row in comparison.rows)
    return "reduced in number, worse in severity" if comparison.verdict == "reduced" and graver else comparison.verdict


def side(report: ComparedReport) -> str:
    """Return what a report is: image, scanner, date, packages."""
    image = name(report.image.text) if report.image else "unnamed image"
    if report.image and report.image.digest and "@" not in report.image.text:
        image += f"@{name(report.image.digest)}"
    scanner = " ".join(filter(None, (name(report.scanner), name(report.version))))
    dated = f"database of {report.database}" if report.database else ""
    scanned = f"scanned {report.scanned}" if report.scanned else ""
    seen = "packages untold" if report.packages is None else amount(report.packages, "package")
    return ", ".join(filter(None, (f"{image} by {scanner}", scanned, dated, seen))) + f" ({name(report.path)})"


def cells(row: SeverityCounts) -> tuple[str, ...]:
    """Return a row of the table by severity."""
    numbers = (f"{row.old:,}", f"{row.old_fixable:,}", f"{row.new:,}", f"{row.new_fixable:,}")
    return (row.severity, *numbers, _signed(row.new - row.old))


def total(rows: tuple[SeverityCounts, ...]) -> tuple[str, ...]:
    """Return the last row of that table."""
    old, new = sum(row.old for row in rows), sum(row.new for row in rows)
    fixable = sum(row.old_fixable for row in rows), sum(row.new_fixable for row in rows)
    return ("total", f"{old:,}", f"{fixable[0]:,}", f"{new:,}", f"{fixable[1]:,}", _signed(new - old))


def changes(comparison: Comparison) -> tuple[tuple[str, VulnerabilityChange], ...]:
    """Return what is gone, new and kept, with its heading; nothing when the reports are not comparable."""
    if comparison.verdict == "not comparable":
        return ()
    named = (("gone", comparison.gone), ("new", comparison.added), ("kept", comparison.kept))
    return tuple((f"{heading}: {change.count:,}{_whence(change.share)}", change) for heading, change in named)


def shares(comparison: Comparison) -> str:
    """Return how much comes from the base image, before and after; empty when no report tells."""
    told = [
        f"{side}: {share.base} of {share.base + share.own + share.unknown}"
        for side, share in (("old", comparison.old_share), ("new", comparison.new_share))
        if share.base or share.own
    ]
    return f"from the base image (as the reports tell): {'; '.join(told)}" if told else ""


def package(affected: AffectedPackage) -> str:
    """Return a package's name, version and kind."""
    found = affected.package
    version = f" {name(found.version)}" if found.version else ""
    return f"{name(found.name or DASH)}{version}" + (f" ({name(found.kind)})" if found.kind else "")


def flaw(found: Vulnerability, affected: AffectedPackage) -> str:
    """Return a vulnerability's name, severity and the version of this package that mends it."""
    fixed = next((match.fixed for match in found.matches if match.package == affected.package and match.fixed), "")
    return f"{name(found.name)} {found.severity}" + (f", fixed in {name(fixed)}" if fixed else "")


def _whence(share: OriginCounts) -> str:
    if not share.base and not share.own:
        return ""
    unknown = f", {share.unknown:,} unknown" if share.unknown else ""
    return f" (base {share.base:,}, own layers {share.own:,}{unknown})"


def _signed(number: int) -> str:
    return f"{number:+,}" if number else "0"
