"""Hold what the scoreboard keeps of scanners' reports on the components' images."""

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
    """Hold how many distinct vulnerabilities have a severity, and how many of them have a fix."""

    severity: Level
    number: int
    fixable: int


@dataclass(frozen=True, slots=True)
class Flaw:
    """Hold one distinct vulnerability of an image: `packages` are those that have it, with their versions.

    `fixed` are the versions without it; `exploited` marks a known exploit; `epss` is the probability of exploitation
    within a month (0-1), None when the report has none.
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
    """Hold how an image's older report compares with its newer one: names and numbers of flaws.

    `reasons` are why two reports are not comparable.
    """

    verdict: ComparisonVerdict
    reasons: tuple[str, ...]
    old: str
    new: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Scan:
    """Hold the summary of one report on a component's image.

    `report` is the file, relative to the folder of reports; `scanned` and `database` are ISO dates, empty when unknown;
    `doubt` is the reason why the scanner may have missed everything, else empty; with it `counts` have no meaning.
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
        """Return how many distinct vulnerabilities have a fix in newer packages."""
        return sum(count.fixable for count in self.counts)

    def number(self, *levels: Level) -> int:
        """Return how many distinct vulnerabilities have one of these severities."""
        return sum(count.number for count in self.counts if count.severity in levels)


@dataclass(frozen=True, slots=True)
class GroupScan:
    """Hold a working group's line: images expected, scanned, and of those blind or clean; `missing` names the rest.

    `counts` are distinct vulnerabilities of the group, each once however many of its images have it; `everywhere` is
    their sum over the images. `databases` are the oldest and newest date, the scan's where the database's is unknown.
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
    """Hold the totals of a run's reports: number read, those of no component, those that could not be read."""

    reports: int
    unmatched: tuple[Skipped, ...]
    skipped: tuple[Skipped, ...]
    groups: tuple[GroupScan, ...]
    total: GroupScan
