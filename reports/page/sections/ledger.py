"""List every repository and branch, everything that was skipped, and the reasons."""

from collections import Counter
from dataclasses import dataclass

from audit.model.component import OtherBuild
from audit.model.evidence import Skipped
from audit.model.scoreboard import Scoreboard
from audit.model.summary import LedgerLine
from reports.text.visible import name, prose, shorten, visible
from reports.text.wording import DASH, amount, decimal, outcomes

_SIGNS = {"audited": "✓", "unchanged": "=", "skipped": "?", "failed": "✗"}


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """Hold one repository and branch in words; the note says why there is no score."""

    repository: str
    branch: str
    commit: str
    group: str
    outcome: str
    sign: str
    reason: str
    dockerfiles: str
    in_scope: str
    skipped: str
    score: str
    note: str


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """Hold one thing that could not be looked at."""

    repository: str
    branch: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class OtherBuildRow:
    """Hold one image that no Dockerfile builds, in words."""

    repository: str
    branch: str
    tool: str
    image: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Hold counts of outcomes, the lines, what was skipped or built without a Dockerfile, and sentences."""

    counts: str
    lines: tuple[LedgerRow, ...]
    skipped: tuple[SkippedRow, ...]
    others: tuple[OtherBuildRow, ...]
    inactive: tuple[LedgerRow, ...]
    said: tuple[str, ...]


def build(scoreboard: Scoreboard) -> Ledger:
    """Return the ledger in the scoreboard's order."""
    return Ledger(
        counts=outcomes(scoreboard.outcomes),
        lines=tuple(_line(line) for line in scoreboard.ledger),
        skipped=tuple(_skipped_row(skipped) for skipped in scoreboard.skipped),
        others=tuple(_other_build_row(build) for build in scoreboard.other_builds),
        inactive=tuple(_line(line) for line in scoreboard.inactive),
        said=_counted_gaps(scoreboard),
    )


def _line(line: LedgerLine) -> LedgerRow:
    """Return one repository and branch in words."""
    return LedgerRow(
        repository=name(line.repository),
        branch=name(line.branch) or DASH,
        commit=visible(shorten(line.commit, 10).partition("…")[0]) or DASH,
        group=name(line.working_group) or DASH,
        outcome=line.outcome,
        sign=_SIGNS[line.outcome],
        reason=prose(line.reason),
        dockerfiles=f"{line.dockerfiles:,}",
        in_scope=f"{line.in_scope:,}",
        skipped=f"{line.skipped:,}",
        score=f"{decimal(line.score)} {line.grade}".strip(),
        note=_note(line),
    )


def _note(line: LedgerLine) -> str:
    """Return why there is no score, or nothing when there is one."""
    if line.score is not None:
        return ""
    if line.outcome in {"failed", "skipped"}:
        return "not looked at"
    return "nothing that applies is known" if line.in_scope else "nothing in scope"


def _skipped_row(skipped: Skipped) -> SkippedRow:
    """Return one skipped thing in words."""
    return SkippedRow(
        repository=name(skipped.repository),
        branch=name(skipped.branch) or DASH,
        path=name(skipped.path) or "everything",
        reason=prose(skipped.reason),
    )


def _other_build_row(build: OtherBuild) -> OtherBuildRow:
    """Return one image that no Dockerfile builds, in words, with the lines that build it."""
    return OtherBuildRow(
        repository=name(build.repository),
        branch=name(build.branch),
        tool=build.tool,
        image=name(build.image) or "not told",
        evidence=tuple(name(f"{evidence.path}:{evidence.line or 1} {evidence.text}") for evidence in build.evidence),
    )


def _counted_gaps(scoreboard: Scoreboard) -> tuple[str, ...]:
    """Return sentences that count everything that could not be judged."""
    outcomes = Counter(line.outcome for line in scoreboard.ledger)
    asking = {rule.code for rule in scoreboard.rules if rule.needs_input}
    unknown = Counter(
        finding.rule in asking
        for standing in scoreboard.standings
        if standing.in_scope
        for finding in standing.findings
        if finding.verdict.result == "unknown"
    )
    counted = (
        (outcomes["failed"], "branch", "branches", "could not be read"),
        (outcomes["skipped"], "branch", "branches", "not looked at"),
        (len(scoreboard.other_builds), "image", "images", "built without a Dockerfile, listed and not judged"),
        (len(scoreboard.skipped), "file or place", "files or places", "skipped, each with its reason"),
        (unknown[False], "verdict", "verdicts", "unknown for lack of evidence, counted neither as kept nor as broken"),
        (unknown[True], "verdict", "verdicts", "unknown for want of scanners' reports"),
        (len(scoreboard.inactive), "inactive repository", "inactive repositories", "listed apart"),
    )
    return tuple(f"{amount(count, one, many)} {rest}" for count, one, many, rest in counted if count)
