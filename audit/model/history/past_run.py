"""A run as it stays on record: what two runs are compared by, a few kilobytes instead of the whole scoreboard."""

from dataclasses import dataclass
from typing import Literal

from audit.model.component import Key
from audit.model.evidence import Skipped
from audit.model.finding import Result, Severity, Waiver
from audit.model.scoreboard import Priority, Run
from audit.model.summary import Outcomes, Summary
from audit.model.vulnerabilities.vulnerability import Level

# `read` stands for audited and unchanged: whether facts came from the cache is no difference between two runs
PastOutcome = Literal["read", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class PastFinding:
    """Hold a finding; `read` is a digest of what its evidence says, wherever that stood, empty without evidence."""

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
class Judged:
    """Hold what stays the same night after night while nothing about a component changes.

    `text` has a short digest of each instruction, in order, by which a Dockerfile that moved is known again.
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


@dataclass(frozen=True, slots=True)
class PastFlaw:
    """Hold one distinct vulnerability of an image."""

    name: str
    severity: Level


@dataclass(frozen=True, slots=True)
class PastScan:
    """Hold what a scanner saw in a component's image, its flaws by name; the same until a flaw or the digest changes.

    `image` is the name without tag and digest, `digest` empty when untold.
    """

    image: str
    digest: str
    scanner: str
    flaws: tuple[PastFlaw, ...]


@dataclass(frozen=True, slots=True)
class PastComponent:
    """Hold one row of a past scoreboard; the numbers are those of `Standing`.

    `facts` is a digest of all that was found out before the judgement, the lines on which it stands included; `scan` is
    None where nothing is known of the image, `scan_database` the date of the scanner's database, empty when untold.
    """

    repository: str
    branch: str
    dockerfile: str
    in_scope: bool
    rank: int
    priority: Priority
    score: float | None
    impact: float
    facts: str
    judged: Judged
    scan: PastScan | None = None
    scan_database: str = ""

    @property
    def key(self) -> Key:
        """Return repository, branch and path of the Dockerfile."""
        return self.repository, self.branch, self.dockerfile


@dataclass(frozen=True, slots=True)
class PastBranch:
    """Hold one line of a past ledger; `web` is the address of the repository's page, empty where none is known."""

    repository: str
    branch: str
    commit: str
    outcome: PastOutcome
    reason: str
    web: str


@dataclass(frozen=True, slots=True)
class PastRun:
    """Hold one run on record, sorted by place.

    `id` is a digest of all the rest but `backfilled`: the same run twice is one. `backfilled` says that past commits
    were audited later, by the rules of that later day. `skipped` are single files that could not be looked at.
    """

    id: str
    run: Run
    total: Summary
    outcomes: Outcomes
    branches: tuple[PastBranch, ...]
    components: tuple[PastComponent, ...]
    skipped: tuple[Skipped, ...]
    backfilled: bool = False


@dataclass(frozen=True, slots=True)
class RunLine:
    """Hold a run as the list of runs shows it; `number` counts them in the order in which they were recorded.

    `flaws` counts the distinct vulnerabilities of what is in scope by severity, empty where nothing was scanned.
    """

    number: int
    id: str
    run: Run
    total: Summary
    outcomes: Outcomes
    backfilled: bool
    flaws: tuple[tuple[Level, int], ...] = ()
