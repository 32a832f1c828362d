"""Two reports of one image beside one another: whether the count of vulnerabilities went down."""

from dataclasses import dataclass
from typing import Literal

from audit.model.dockerfile import Image
from audit.model.vulnerabilities.vulnerability import Format, Level, Package, Vulnerability

Outcome = Literal["reduced", "equal", "increased", "not comparable"]


@dataclass(frozen=True, slots=True)
class Side:
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
class Row:
    """Hold the distinct vulnerabilities of one severity, before and after, and how many of them have a fix."""

    severity: Level
    old: int
    old_fixable: int
    new: int
    new_fixable: int


@dataclass(frozen=True, slots=True)
class Share:
    """Hold how many of some vulnerabilities come from the base image, how many from the image's own layers."""

    base: int
    own: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Affected:
    """Hold one package with the vulnerabilities it has; one that several packages have stands under each."""

    package: Package
    vulnerabilities: tuple[Vulnerability, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Hold the vulnerabilities that are gone, new or kept: how many distinct ones, whence, and by package."""

    count: int
    share: Share
    packages: tuple[Affected, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold the verdict; `reasons` say why two reports are not comparable, `notes` what the reader should know."""

    verdict: Outcome
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    old: Side
    new: Side
    old_share: Share
    new_share: Share
    rows: tuple[Row, ...]
    gone: Change
    added: Change
    kept: Change
