"""One row of a recorded scoreboard: what two runs are compared by."""

from dataclasses import dataclass, field

from audit.model.component import Key
from audit.model.finding import Result, Severity, Waiver
from audit.model.priority.ranking import Priority
from audit.model.vulnerabilities.vulnerability import Level

Where = tuple[str, str]  # repository, branch


@dataclass(frozen=True, slots=True)
class PastFinding:
    """Hold a finding; `read` is a digest of its evidence without the line numbers, empty without evidence."""

    rule: str
    slug: str
    severity: Severity
    weight: float
    result: Result
    message: str
    line: int | None
    read: str
    waiver: Waiver | None = None
    ended: str = ""


@dataclass(frozen=True, slots=True)
class PastRuntime:
    """Hold the base image and what was known of it on the run's day."""

    image: str
    tier: str
    release: str
    supported: str
    supported_until: str


@dataclass(frozen=True, slots=True)
class PastJudgement:
    """Hold the part of a component's row that stays the same from run to run while the component does not change.

    `text` has a short digest of each instruction, in order, to recognise a Dockerfile that moved. Value, exposure and
    campaign are empty in runs that are older than the rule book of priorities.
    """

    name: str
    kind: str
    language: str
    image: str
    working_group: str
    scope_reason: str
    deployment: str
    runtime: PastRuntime
    multi_stage: bool
    grade: str
    coverage: float
    effort: str
    text: tuple[str, ...]
    findings: tuple[PastFinding, ...]
    value: str = ""
    exposure: str = ""
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class PastFlaw:
    """Hold one distinct vulnerability of an image."""

    name: str
    severity: Level


@dataclass(frozen=True, slots=True)
class PastScan:
    """Hold a scan of a component's image, its flaws by name; the same until a flaw or the digest changes.

    `image` is the name without tag and digest, `digest` empty when unknown.
    """

    image: str
    digest: str
    scanner: str
    flaws: tuple[PastFlaw, ...]


@dataclass(frozen=True, slots=True)
class PastComponent:
    """Hold one row of a past scoreboard; the numbers are those of `Standing`.

    `impact` is on record for runs that are older than the rule book of priorities.
    `facts` is a digest of the component's facts, line numbers included; `scan` is None where nothing is known of the
    image, `scan_database` the date of the scanner's database, empty when unknown.
    """

    repository: str
    branch: str
    dockerfile: str
    in_scope: bool
    rank: int
    priority: Priority
    score: float | None
    impact: float | None = field(default=None, kw_only=True)
    facts: str
    judged: PastJudgement
    scan: PastScan | None = None
    scan_database: str = ""
    target: str = ""

    @property
    def where(self) -> Where:
        """Return repository and branch."""
        return self.repository, self.branch

    @property
    def key(self) -> Key:
        """Return repository, branch, path of the Dockerfile and target."""
        return self.repository, self.branch, self.dockerfile, self.target
