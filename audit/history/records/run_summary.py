"""Summarize a scoreboard as the run that is recorded."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import msgspec

from audit.history.records import identity, scan_record
from audit.history.records.identity import digest
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Evidence
from audit.model.finding import Finding
from audit.model.history.past_component import PastComponent, PastFinding, PastJudgement, PastRuntime
from audit.model.history.past_run import PastBranch, PastOutcome, PastRun
from audit.model.scoreboard import Scoreboard, Standing
from audit.model.summary import LedgerLine, Outcome, Outcomes

_SHORT = 8  # digits of an instruction's digest, enough to tell the hundred of one file apart
_OUTCOMES: dict[Outcome, PastOutcome] = {
    "audited": "read",
    "unchanged": "read",
    "skipped": "skipped",
    "failed": "failed",
}


def summarize(board: Scoreboard, *, backfilled: bool = False) -> PastRun:
    """Return the run to record of a scoreboard, with its id; upstream projects are on no record."""
    webs = {standing.place.repository: _web(standing) for standing in board.standings}
    counts = board.outcomes
    run = PastRun(
        id="",
        run=board.run,
        total=board.total,
        outcomes=Outcomes(counts.expected, counts.audited + counts.unchanged, 0, counts.skipped, counts.failed),
        branches=tuple(_branch(line, webs.get(line.repository, "")) for line in board.ledger if line.origin == "ours"),
        components=tuple(sorted(map(_component, board.ours), key=lambda component: component.key)),
        skipped=tuple(skipped for skipped in board.skipped if skipped.path),
        backfilled=backfilled,
    )
    clean = msgspec.convert(_storable(msgspec.to_builtins(run)), PastRun)
    return replace(clean, id=identity.run_id(clean))


def _branch(line: LedgerLine, web: str) -> PastBranch:
    outcome = _OUTCOMES[line.outcome]
    return PastBranch(line.repository, line.branch, line.commit, outcome, line.reason, web)


def _component(standing: Standing) -> PastComponent:
    scan = scan_record.record(standing.scan)
    return PastComponent(
        repository=standing.place.repository,
        branch=standing.place.branch,
        dockerfile=standing.component.dockerfile.path,
        in_scope=standing.in_scope,
        rank=standing.rank,
        priority=standing.priority,
        score=standing.score,
        facts=digest(standing.component)[:16],
        judged=_judged(standing),
        scan=scan,
        scan_database=standing.scan.database if scan and standing.scan else "",
        target=standing.component.dockerfile.target,
    )


def _judged(standing: Standing) -> PastJudgement:
    component, runtime = standing.component, standing.runtime
    return PastJudgement(
        name=component.name,
        kind=component.kind.value,
        language=component.language.value,
        image=component.image.value if component.image else "",
        working_group=standing.place.working_group,
        scope_reason=standing.scope_reason,
        deployment=standing.deployment.value,
        runtime=PastRuntime(
            runtime.image.text, runtime.tier, runtime.release, runtime.supported, runtime.supported_until
        ),
        multi_stage=standing.multi_stage,
        grade=standing.grade,
        coverage=standing.coverage,
        effort=standing.effort,
        text=tuple(_instructions(component.dockerfile)),
        findings=tuple(map(_finding, standing.findings)),
        value=standing.value,
        exposure=standing.exposure,
        campaign=standing.ranking.campaign,
    )


def _finding(finding: Finding) -> PastFinding:
    verdict = finding.verdict
    applies = verdict.result != "not-applicable"
    return PastFinding(
        rule=finding.rule,
        slug=finding.slug,
        severity=finding.severity,
        weight=finding.weight,
        result=verdict.result,
        message=verdict.message if applies else "",
        line=verdict.line if applies else None,
        read=_read(verdict.evidence) if applies else "",
        waiver=finding.waiver,
        ended=verdict.ended if applies else "",
    )


def _read(evidence: Iterable[Evidence]) -> str:
    """Return a digest of the evidence without line numbers, which change with any other part of the file."""
    texts = sorted((item.path, item.text) for item in evidence)
    return digest(texts)[:_SHORT] if texts else ""


def _instructions(dockerfile: Dockerfile) -> Iterable[str]:
    for stage in dockerfile.stages:
        yield digest(("FROM", stage.image.text, stage.alias))[:_SHORT]
        for instruction in stage.instructions:
            yield digest((instruction.keyword, instruction.value, instruction.flags))[:_SHORT]


def _web(standing: Standing) -> str:
    """Return the address of the repository's page, taken from the row's own address; empty when that has none."""
    url = standing.place.url
    page, found, _ = url.partition(f"/blob/{standing.place.commit}/")
    return page if found and url.startswith(("https://", "http://")) else ""


def _storable(value: Any) -> Any:
    """Return a value whose texts every database accepts: no lone surrogate, no NUL."""
    match value:
        case str():
            return value.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
        case dict():
            return {key: _storable(item) for key, item in value.items()}
        case list() | tuple():
            return [_storable(item) for item in value]
    return value
