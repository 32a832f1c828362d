"""Read runs from the database: the list of all, or one with its components."""

from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from audit.errors import UserError
from audit.history.storage.database import Database
from audit.history.storage.tables import BRANCH, COMPONENT, JUDGED, RUN, SCAN
from audit.model.evidence import Skipped
from audit.model.history.past_component import PastComponent, PastJudgement, PastScan
from audit.model.history.past_run import PastBranch, PastRun, RunLine
from audit.model.scoreboard import Run
from audit.model.summary import Outcomes, Summary
from audit.model.vulnerabilities.vulnerability import Level


def run_lines(database: Database) -> tuple[RunLine, ...]:
    """Return all runs, by date and then in the order in which they were recorded."""
    with database.reading() as connection:
        rows = connection.execute(select(RUN).order_by(RUN.c.date, RUN.c.number))
        return tuple(_line(row) for row in rows)


def run(database: Database, number: int) -> PastRun:
    """Return one run with its components; raise UserError when it was deleted."""
    with database.reading() as connection:
        row = connection.execute(select(RUN).where(RUN.c.number == number)).first()
        if row is None:
            raise UserError(f"--history: run {number} is not on record any more")
        line = _line(row)
        return PastRun(
            id=line.id,
            run=line.run,
            total=line.total,
            outcomes=line.outcomes,
            branches=_branches(connection, number),
            components=_components(connection, number),
            skipped=_decoded(row.skipped_files, tuple[Skipped, ...]),
            backfilled=line.backfilled,
        )


def _line(row: Row[Any]) -> RunLine:
    run = Run(
        row.organization,
        row.date,
        row.tool_version,
        row.rule_set,
        row.profile,
        row.config_digest,
        row.weights_digest,
        row.lifecycle_digest,
        row.settings_digest,
        _decoded(row.only_globs, tuple[str, ...]),
        row.priorities_digest,
    )
    priorities = _decoded(row.priorities, tuple[tuple[str, int], ...])
    total = Summary(row.organization, row.dockerfiles, row.in_scope, row.score, row.grade, row.coverage, priorities)
    outcomes = Outcomes(row.expected, row.read, 0, row.skipped, row.failed)
    flaws = _decoded(row.flaws, tuple[tuple[Level, int], ...])
    return RunLine(row.number, row.id, run, total, outcomes, row.backfilled, flaws)


def _branches(connection: Connection, number: int) -> tuple[PastBranch, ...]:
    rows = connection.execute(select(BRANCH).where(BRANCH.c.run == number).order_by(BRANCH.c.position))
    return tuple(
        PastBranch(row.repository, row.branch, row.commit_id, row.outcome, row.reason, row.web) for row in rows
    )


def _components(connection: Connection, number: int) -> tuple[PastComponent, ...]:
    query = select(COMPONENT, JUDGED.c.content, SCAN.c.content.label("scanned")).join(JUDGED).outerjoin(SCAN)
    return tuple(
        PastComponent(
            repository=row.repository,
            branch=row.branch,
            dockerfile=row.dockerfile,
            in_scope=row.in_scope,
            rank=row.rank,
            priority=row.priority,
            score=row.score,
            impact=row.impact,
            facts=row.facts,
            judged=_decoded(row.content, PastJudgement),
            scan=_decoded(row.scanned, PastScan) if row.scanned else None,
            scan_database=row.scan_database,
            target=row.target,
        )
        for row in connection.execute(query.where(COMPONENT.c.run == number).order_by(COMPONENT.c.position))
    )


def _decoded(text: str, shape: Any) -> Any:
    return msgspec.json.decode(text.encode(), type=shape)
