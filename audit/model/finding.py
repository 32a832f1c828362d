"""Hold verdicts of rules, and waivers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from audit.model.evidence import Evidence

Result = Literal["pass", "partial", "fail", "not-applicable", "unknown"]
Severity = Literal["must", "should", "may", "info"]
_SHORTFALL: Mapping[Result, int] = {"pass": 0, "not-applicable": 0, "unknown": 1, "partial": 2, "fail": 3}


def shortfall(result: Result) -> int:
    """Return how far a result falls short (0-3, 3 is worst); what does not apply is as good as what passes."""
    return _SHORTFALL[result]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Hold a rule's verdict on one Dockerfile; `line` is the first line of the instruction that decides.

    `ended` is the last day (ISO date) of a support without which the verdict is what it is, empty where none decides.
    """

    result: Result
    message: str
    line: int | None = None
    evidence: tuple[Evidence, ...] = ()
    next_step: str = ""
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """Hold an accepted finding: rule (a code or its beginning), where (globs), reason, owner, last day (ISO date).

    `target` is a glob too; it is `*` where all targets of the file are meant.
    `place` is the waiver's own file and line: `config/waivers.yaml:12`, or a line of the Dockerfile.
    """

    rule: str
    repository: str
    path: str
    reason: str
    owner: str
    until: str
    place: str
    target: str = "*"


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold a verdict signed with the rule that gave it and the weight that the active profile lends it.

    A finding with a waiver is shown and leaves the score.
    """

    rule: str
    slug: str
    severity: Severity
    weight: float
    verdict: Verdict
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True)
class RuleText:
    """Hold a rule as the reports show it, with the severity and weight the active profile gives it.

    `needs_input`: it needs what is given to the run, such as scanners' reports.
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
class WaiverState:
    """Hold what became of a waiver: how many findings it meets, and whether it holds.

    `expiring` is active with 30 days or less to go; `stale` meets nothing; `faulty` cannot hold as it is written.
    """

    waiver: Waiver
    status: Literal["active", "expiring", "expired", "stale", "faulty"]
    findings: int
    note: str
