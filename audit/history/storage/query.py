"""Runs are read from the record: a line each, or one of them whole."""

from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from audit.errors import UserError
from audit.history.storage.database import Database
from audit.history.storage.tables import BRANCH, COMPONENT, JUDGED, RUN, SCAN
from audit.model.evidence import Skipped
from audit.model.history.past_run import Judged, PastBranch, PastComponent, PastRun, PastScan, RunLine
from audit.model.scoreboard import Run
from audit.model.summary import Outcomes, Summary
from audit.model.vulnerabilities.vulnerability import Level


def lines(database: Database) -> tuple[RunLine, ...]:
    """Return all runs, by date and then in the order in which they were recorded."""
    with database.reading() as connection:
        rows = connection.execute(select(RUN).order_by(RUN.c.date, RUN.c.number))
        return tuple(_line(each) for each in rows)


def whole(database: Database, number: int) -> PastRun:
    """Return one run whole; raise UserError when it is gone."""
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
    )
    priorities = _decoded(row.priorities, tuple[tuple[str, int], ...])
    total = Summary(row.organization, row.dockerfiles, row.in_scope, row.score, row.grade, row.coverage, priorities)
    outcomes = Outcomes(row.expected, row.read, 0, row.skipped, row.failed)
    flaws = _decoded(row.flaws, tuple[tuple[Level, int], ...])
    return RunLine(row.number, row.id, run, total, outcomes, row.backfilled, flaws)


def _branches(connection: Connection, number: int) -> tuple[PastBranch, ...]:
    rows = connection.execute(select(BRANCH).where(BRANCH.c.run == number).order_by(BRANCH.c.position))
    return tuple(
        PastBranch(each.repository, each.branch, each.commit_id, each.outcome, each.reason, each.web) for each in rows
    )


def _components(connection: Connection, number: int) -> tuple[PastComponent, ...]:
    asked = select(COMPONENT, JUDGED.c.content, SCAN.c.content.label("seen")).join(JUDGED).outerjoin(SCAN)
    return tuple(
        PastComponent(
            repository=each.repository,
            branch=each.branch,
            dockerfile=each.dockerfile,
            in_scope=each.in_scope,
            rank=each.rank,
            priority=each.priority,
            score=each.score,
            impact=each.impact,
            facts=each.facts,
            judged=_decoded(each.content, Judged),
            scan=_decoded(each.seen, PastScan) if each.seen else None,
            scan_database=each.scan_database,
        )
        for each in connection.execute(asked.where(COMPONENT.c.run == number).order_by(COMPONENT.c.position))
    )


def _decoded(text: str, shape: Any) -> Any:
    return msgspec.json.decode(text.encode(), type=shape)
