"""Hold the scoreboard of a run: the record that every report is made from."""

from collections.abc import Iterable
from dataclasses import dataclass

from audit.model.component import Component, Key, OtherBuild
from audit.model.deployment import NOT_KNOWN, Deployment, Foreign
from audit.model.evidence import Skipped
from audit.model.finding import Finding, Result, RuleText, WaiverState
from audit.model.override import OverrideState
from audit.model.place import Place
from audit.model.priority.blocker import Blocker
from audit.model.priority.ranking import NOT_RANKED, Priority, Ranking
from audit.model.runtime import Released, Runtime
from audit.model.summary import LedgerLine, Outcomes, Summary, Tally
from audit.model.vulnerabilities.scan import Scan, Scans

SCHEMA_VERSION = 3  # of the scoreboard as it is recorded; raise it when a key goes or means something else


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold one row of the scoreboard.

    `rank` is 0 and `priority` empty for what is not in scope. `score` (0-100) is None when nothing that applies
    was known; `coverage` is the share (0-1) of applicable weight that was known; rows of one campaign share a rank;
    `dependents` counts the organisation's images that are based on it; `released` is None where nothing is deployed or
    its tag unread; `scan` is None where no scanner's report is of its image. `instead` is a draft of what to write, as
    the text of a Dockerfile, empty where the base is as bare as it should be; `migration` the state of its patch.
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
    blockers: tuple[Blocker, ...]
    next_step: str
    reason: str
    dependents: int = 0
    deployment: Deployment = NOT_KNOWN
    released: Released | None = None
    instead: str = ""
    scan: Scan | None = None
    ranking: Ranking = NOT_RANKED
    migration: str = ""

    @property
    def value(self) -> str:
        """Return H, M, L or none; empty out of scope."""
        return self.ranking.value.letter

    @property
    def exposure(self) -> str:
        """Return A, B or C; empty out of scope."""
        return self.ranking.exposure.letter

    @property
    def effort(self) -> str:
        """Return S, M or L; empty out of scope."""
        return self.ranking.effort.letter

    @property
    def key(self) -> Key:
        """Return repository, branch, path of the Dockerfile and target."""
        dockerfile = self.component.dockerfile
        return self.place.repository, self.place.branch, dockerfile.path, dockerfile.target

    def codes(self, *results: Result) -> str:
        """Return the codes of the rules with one of these results and without a waiver, in the findings' order."""
        found = (finding for finding in self.findings if finding.waiver is None and finding.verdict.result in results)
        return " ".join(finding.rule for finding in found)


def ours(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """Return the rows of the organisation's own repositories."""
    return tuple(standing for standing in standings if standing.place.origin == "ours")


@dataclass(frozen=True, slots=True)
class Run:
    """Hold what was run: on what, when, by which tool, rules and configuration.

    `config_digest` is of the whole configuration; the other digests are of its parts: the profile and the weights,
    what is known of base images, the rule book of priorities (empty in runs older than it), everything else. `only` are
    the globs that chose repositories, none for all.
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
    priorities_digest: str = ""


@dataclass(frozen=True, slots=True)
class Method:
    """Hold one sentence of how the numbers come about, with the numbers in force."""

    term: str
    text: str


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

    @property
    def ours(self) -> tuple[Standing, ...]:
        """Return the organisation's own rows; those of upstream projects count in no score of it."""
        return ours(self.standings)
