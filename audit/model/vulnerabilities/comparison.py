"""Hold the comparison of two reports of one image."""

from dataclasses import dataclass
from typing import Literal

from audit.model.dockerfile import Image
from audit.model.vulnerabilities.vulnerability import Format, Level, Package, Vulnerability

# worse in severity: no more of them, but more that are critical or high
ComparisonVerdict = Literal["reduced", "equal", "worse in severity", "increased", "not comparable"]


@dataclass(frozen=True, slots=True)
class ComparedReport:
    """Hold the metadata of one of the two reports: image, scanner, dates, packages and vulnerabilities."""

    path: str
    format: Format
    image: Image | None
    scanner: str
    version: str
    scanned: str
    database: str
    packages: int | None
    vulnerabilities: int


@dataclass(frozen=True, slots=True)
class SeverityCounts:
    """Hold the distinct vulnerabilities of one severity, before and after, and how many of them have a fix."""

    severity: Level
    old: int
    old_fixable: int
    new: int
    new_fixable: int


@dataclass(frozen=True, slots=True)
class OriginCounts:
    """Hold how many of some vulnerabilities come from the base image, how many from the image's own layers."""

    base: int
    own: int
    unknown: int


@dataclass(frozen=True, slots=True)
class AffectedPackage:
    """Hold one package with the vulnerabilities it has; a flaw of several packages is in each list."""

    package: Package
    vulnerabilities: tuple[Vulnerability, ...]


@dataclass(frozen=True, slots=True)
class VulnerabilityChange:
    """Hold the vulnerabilities that are gone, new or kept: number of distinct ones, origins, and list by package."""

    count: int
    share: OriginCounts
    packages: tuple[AffectedPackage, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold the verdict; `reasons` are why two reports are not comparable, `notes` what weakens the comparison."""

    verdict: ComparisonVerdict
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    old: ComparedReport
    new: ComparedReport
    old_share: OriginCounts
    new_share: OriginCounts
    rows: tuple[SeverityCounts, ...]
    gone: VulnerabilityChange
    added: VulnerabilityChange
    kept: VulnerabilityChange
