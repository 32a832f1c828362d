"""The record that every report is made from."""

from dataclasses import dataclass
from typing import Literal

from audit.model.component import Component, OtherBuild
from audit.model.deployment import NOT_KNOWN, Deployment, Foreign
from audit.model.dockerfile import Image
from audit.model.evidence import Skipped
from audit.model.finding import Blocker, Finding, Severity, Waiver
from audit.model.override import OverrideState
from audit.model.vulnerabilities.scan import Scan, Scans

SCHEMA_VERSION = 2  # of the scoreboard as it is recorded; raise it when a key goes or means something else

Outcome = Literal["audited", "unchanged", "skipped", "failed"]
Priority = Literal["P1", "P2", "P3", "P4", "done", "exempt", ""]


@dataclass(frozen=True, slots=True)
class RuleText:
    """Hold a rule as the reports show it, with the severity and weight the active profile gives it.

    `needs_input` says that it judges by what is given to the run, such as scanners' reports.
    """

    code: str
    slug: str
    title: str
    why: str
    guideline: str
    severity: Severity
    weight: float
    needs_input: bool = False


@dataclass(frozen=True, slots=True)
class Runtime:
    """Hold what is known of the base a final image stands on, as of the run's date.

    `tier` is one of distroless, equivalent, minimal, slim, full or unknown; `supported_until` is an ISO date or
    empty; `supported` is yes, lts (its long-term team only), no or ?.
    """

    image: Image
    tier: str
    family: str
    release: str
    supported: Literal["yes", "lts", "no", "?"]
    supported_until: str


@dataclass(frozen=True, slots=True)
class Place:
    """Hold where a component lies: repository, branch, commit, working group, address to look at, project's state."""

    repository: str
    branch: str
    commit: str
    working_group: str
    url: str
    project: str = ""


@dataclass(frozen=True, slots=True)
class Released:
    """Hold how a component stood at the tag that is deployed.

    `fixed` are rules that are kept better on the branch than there: they wait for a release; `broken` are the opposite.
    """

    tag: str
    commit: str
    dockerfile: str
    base_image: str
    score: float | None
    fixed: tuple[str, ...]
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold one row of the scoreboard.

    `rank` is 0 and `priority` empty for what is not in scope. `score` (0-100) is None when nothing that applies
    was known; `coverage` is the share (0-1) of applicable weight that was known; `impact` is 0-100; `dependents` counts
    the organisation's images that stand on this one; `released` is None where nothing is deployed or its tag unread;
    `scan` is None where no scanner's report is of its image. `instead` is a draft of what to write, as the text of a
    Dockerfile; empty where the base is as bare as it should be.
    """

    rank: int
    priority: Priority
    place: Place
    component: Component
    in_scope: bool
    scope_reason: str
    runtime: Runtime
    multi_stage: bool
    findings: tuple[Finding, ...]
    score: float | None
    grade: str
    coverage: float
    impact: float
    effort: Literal["S", "M", "L"]
    blockers: tuple[Blocker, ...]
    next_step: str
    reason: str
    dependents: int = 0
    deployment: Deployment = NOT_KNOWN
    released: Released | None = None
    instead: str = ""
    scan: Scan | None = None


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """Hold the one outcome of a repository's branch; the score is the mean of its in-scope components."""

    repository: str
    branch: str
    commit: str
    working_group: str
    outcome: Outcome
    reason: str
    dockerfiles: int
    in_scope: int
    skipped: int
    score: float | None
    grade: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Hold how many branches were expected, and how many of them came to each outcome; these sum to the expected."""

    expected: int
    audited: int
    unchanged: int
    skipped: int
    failed: int

    @property
    def coverage(self) -> float:
        """Return the share (0-1) of expected branches whose facts are known; 0 when none was expected."""
        return (self.audited + self.unchanged) / self.expected if self.expected else 0.0


@dataclass(frozen=True, slots=True)
class Summary:
    """Hold the mean over in-scope components of a group, a repository or the whole, with counts by priority."""

    name: str
    dockerfiles: int
    in_scope: int
    score: float | None
    grade: str
    coverage: float
    priorities: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Hold how often each verdict of a rule was given among in-scope components."""

    rule: str
    results: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Hold what was run: on what, when, by which tool, rules and configuration.

    `config_digest` is of the whole configuration; the next three are of its parts: the profile and the weights, what is
    known of base images, and everything else. `only` are the globs that chose repositories, none for all.
    """

    organization: str
    date: str
    tool_version: str
    rule_set: str
    profile: str
    config_digest: str
    weights_digest: str = ""
    lifecycle_digest: str = ""
    settings_digest: str = ""
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Method:
    """Hold one sentence of how the numbers come about, with the numbers in force."""

    term: str
    text: str


@dataclass(frozen=True, slots=True)
class WaiverState:
    """Hold what became of a waiver: how many findings it meets, and whether it holds.

    `expiring` is active with 30 days or less to go; `stale` meets nothing; `faulty` cannot hold as it is written.
    """

    waiver: Waiver
    status: Literal["active", "expiring", "expired", "stale", "faulty"]
    findings: int
    note: str


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """Hold the whole of one run's judgement, in the order in which reports show it.

    `notices` are sentences that every reader must see, such as that the reviewed facts are old; `foreign` are images
    that a default installation runs and no Dockerfile at hand publishes; `scans` is None without scanners' reports.
    """

    run: Run
    total: Summary
    groups: tuple[Summary, ...]
    repositories: tuple[Summary, ...]
    standings: tuple[Standing, ...]
    rules: tuple[RuleText, ...]
    tallies: tuple[Tally, ...]
    ledger: tuple[LedgerLine, ...]
    outcomes: Outcomes
    skipped: tuple[Skipped, ...]
    other_builds: tuple[OtherBuild, ...]
    waivers: tuple[WaiverState, ...]
    overrides: tuple[OverrideState, ...]
    notices: tuple[str, ...]
    inactive: tuple[LedgerLine, ...]
    method: tuple[Method, ...]
    foreign: tuple[Foreign, ...] = ()
    scans: Scans | None = None
