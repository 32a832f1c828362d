"""What scanners' reports say of the components' images, as the scoreboard keeps it."""

from dataclasses import dataclass
from typing import Literal

from audit.model.evidence import Skipped
from audit.model.vulnerabilities.comparison import ComparisonVerdict
from audit.model.vulnerabilities.vulnerability import Estimate, Level, Origin

# digest: the report is of the very digest that is deployed; tag: of the tag that is deployed; name: of the published
# image under another tag
Matched = Literal["digest", "tag", "name"]


@dataclass(frozen=True, slots=True)
class Count:
    """Hold how many distinct vulnerabilities have a severity, and how many of them can be mended."""

    severity: Level
    number: int
    fixable: int


@dataclass(frozen=True, slots=True)
class Flaw:
    """Hold one distinct vulnerability of an image: `packages` are those that have it, with their versions.

    `fixed` names the versions that mend it; `exploited` says that it is known to be exploited, `epss` how likely it
    will be within a month (0-1), None when the report does not tell.
    """

    name: str
    severity: Level
    severity_source: str
    fixable: bool
    fixed: tuple[str, ...]
    origin: Origin
    packages: tuple[str, ...]
    exploited: bool = False
    epss: float | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """Hold how an image's older report compares with its newer one: what each is called and how many flaws it has.

    `reasons` say why two reports are not comparable.
    """

    verdict: ComparisonVerdict
    reasons: tuple[str, ...]
    old: str
    new: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Scan:
    """Hold what one report says of a component's image.

    `report` is the file, relative to the folder of reports; `scanned` and `database` are ISO dates, empty when untold;
    `doubt` is empty unless the scanner may have seen nothing: then nothing is known, and `counts` mean nothing.
    `reports` counts the reports of this image, older ones and other scanners' included.
    """

    report: str
    image: str
    digest: str
    matched: Matched
    scanner: str
    version: str
    scanned: str
    database: str
    packages: int | None
    doubt: str
    counts: tuple[Count, ...]
    flaws: tuple[Flaw, ...]
    estimate: Estimate | None = None
    update: Update | None = None
    reports: int = 1

    @property
    def fixable(self) -> int:
        """Return how many distinct vulnerabilities can be mended by newer packages."""
        return sum(each.fixable for each in self.counts)

    def number(self, *levels: Level) -> int:
        """Return how many distinct vulnerabilities have one of these severities."""
        return sum(each.number for each in self.counts if each.severity in levels)


@dataclass(frozen=True, slots=True)
class GroupScan:
    """Hold a working group's line: images expected, scanned, and of those blind or clean; `missing` names the rest.

    `counts` are distinct vulnerabilities of the group, each once however many of its images have it; `everywhere` is
    their sum over the images. `databases` are the oldest and newest date, the scan's where the database's is untold.
    """

    name: str
    expected: int
    scanned: int
    clean: int
    blind: int
    counts: tuple[Count, ...]
    everywhere: int
    scanners: tuple[str, ...]
    databases: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scans:
    """Hold what became of a run's reports: how many were read, those that fit no component, those nobody could read."""

    reports: int
    unmatched: tuple[Skipped, ...]
    skipped: tuple[Skipped, ...]
    groups: tuple[GroupScan, ...]
    total: GroupScan
