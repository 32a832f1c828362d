"""Two reports of one image beside one another: whether the count of vulnerabilities went down."""

from dataclasses import dataclass
from typing import Literal

from audit.model.dockerfile import Image
from audit.model.vulnerabilities.vulnerability import Format, Level, Package, Vulnerability

ComparisonVerdict = Literal["reduced", "equal", "increased", "not comparable"]


@dataclass(frozen=True, slots=True)
class ComparedReport:
    """Hold what one of the two reports is: of which image, by which scanner, from when, and how much it saw."""

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
    """Hold one package with the vulnerabilities it has; one that several packages have stands under each."""

    package: Package
    vulnerabilities: tuple[Vulnerability, ...]


@dataclass(frozen=True, slots=True)
class VulnerabilityChange:
    """Hold the vulnerabilities that are gone, new or kept: how many distinct ones, whence, and by package."""

    count: int
    share: OriginCounts
    packages: tuple[AffectedPackage, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold the verdict; `reasons` say why two reports are not comparable, `notes` what the reader should know."""

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
