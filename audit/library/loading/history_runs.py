"""Read runs from a history as scoreboards, without what a history does not keep."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, cast

from audit.compliance.scoring.score import mean
from audit.dockerfile.syntax import image_reference
from audit.history.storage import query
from audit.history.storage.database import open_database
from audit.library.loading.loaded_run import LoadedRun
from audit.model.component import Component, Program
from audit.model.deployment import Deployed, Deployment
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Answer, Skipped
from audit.model.finding import Finding, Verdict
from audit.model.history.past_component import PastComponent, PastFinding, PastJudgement, PastRuntime
from audit.model.history.past_run import PastBranch, PastRun
from audit.model.place import Place
from audit.model.priority.ranking import Letter, Ranking
from audit.model.runtime import Runtime
from audit.model.scoreboard import Scoreboard, Standing
from audit.model.summary import LedgerLine
from audit.priorities import campaigns


def runs(place: str) -> Iterator[LoadedRun]:
    """Yield the runs of a history, which must be there, by date; raise UserError when it cannot be read."""
    with open_database(place, create=False) as database:
        for line in query.run_lines(database):
            yield LoadedRun(scoreboard(query.run(database, line.number)), whole=False, backfilled=line.backfilled)


def scoreboard(past: PastRun) -> Scoreboard:
    """Return what is known of a past run, in the scoreboard's order; Dockerfiles are empty, evidence is gone."""
    standings = sorted(
        campaigns.sized(_standing(component, past) for component in past.components),
        key=lambda one: (one.rank == 0, one.rank),
    )
    return Scoreboard(
        run=past.run,
        total=past.total,
        groups=(),
        repositories=(),
        standings=tuple(standings),
        rules=(),
        tallies=(),
        ledger=tuple(_line(branch, standings, past.skipped) for branch in past.branches),
        outcomes=past.outcomes,
        skipped=past.skipped,
        other_builds=(),
        waivers=(),
        overrides=(),
        notices=(),
        inactive=(),
        method=(),
    )


def _standing(past: PastComponent, run: PastRun) -> Standing:
    judged = past.judged
    commits = {(branch.repository, branch.branch): branch.commit for branch in run.branches}
    commit = commits.get((past.repository, past.branch), "")
    return Standing(
        rank=past.rank,
        priority=past.priority,
        place=Place(past.repository, past.branch, commit, judged.working_group, ""),
        component=_component(past, judged),
        in_scope=past.in_scope,
        scope_reason=judged.scope_reason,
        runtime=_runtime(judged.runtime),
        multi_stage=judged.multi_stage,
        findings=tuple(_finding(finding) for finding in judged.findings),
        score=past.score,
        grade=judged.grade,
        coverage=judged.coverage,
        blockers=(),
        next_step="",
        reason="",
        ranking=_ranking(judged),
        deployment=Deployment(cast("Deployed", judged.deployment), ""),
    )


def _ranking(judged: PastJudgement) -> Ranking:
    """Return the letters on record; a run that is older than the rule book has its effort alone."""
    return Ranking(
        value=Letter(judged.value),
        exposure=Letter(judged.exposure),
        effort=Letter(judged.effort),
        campaign=judged.campaign,
    )


def _runtime(past: PastRuntime) -> Runtime:
    return Runtime(
        image_reference.read(past.image),
        past.tier,
        "",
        past.release,
        cast("Literal['yes', 'lts', 'no', '?']", past.supported),
        past.supported_until,
    )


def _component(past: PastComponent, judged: PastJudgement) -> Component:
    return Component(
        name=judged.name,
        dockerfile=Dockerfile(past.dockerfile, (), (), 0, target=past.target),
        commands=(),
        builds=(),
        program=Program((), ()),
        language=Answer(judged.language, "high", ()),
        kind=Answer(judged.kind, "high", ()),
        image=Answer(judged.image, "high", ()) if judged.image else None,
    )


def _finding(past: PastFinding) -> Finding:
    return Finding(
        past.rule, past.slug, past.severity, past.weight, Verdict(past.result, past.message, past.line), past.waiver
    )


def _line(past: PastBranch, standings: Iterable[Standing], skipped: Iterable[Skipped]) -> LedgerLine:
    own = [
        standing
        for standing in standings
        if (standing.place.repository, standing.place.branch) == (past.repository, past.branch)
    ]
    return LedgerLine(
        repository=past.repository,
        branch=past.branch,
        commit=past.commit,
        working_group=_group(own),
        outcome="audited" if past.outcome == "read" else past.outcome,
        reason=past.reason,
        dockerfiles=len(own),
        in_scope=sum(standing.in_scope for standing in own),
        skipped=sum((standing.repository, standing.branch) == (past.repository, past.branch) for standing in skipped),
        score=mean(standing.score for standing in own if standing.in_scope),
        grade="",
    )


def _group(own: Sequence[Standing]) -> str:
    return own[0].place.working_group if own else ""
