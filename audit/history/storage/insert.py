"""Record runs: each completely or not at all, and the same run only once."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from audit.history.records import identity, scan_record
from audit.history.records.identity import encoded, text_digest
from audit.history.storage.database import Database
from audit.history.storage.tables import BRANCH, COMPONENT, JUDGED, RUN, SCAN
from audit.model.history.past_component import PastComponent
from audit.model.history.past_run import PastBranch, PastRun


def add_runs(database: Database, runs: Iterable[PastRun]) -> int:
    """Record runs, and return how many of them were new."""
    with database.writing() as connection:
        return sum(_added(connection, run) for run in runs)


def _added(connection: Connection, past: PastRun) -> bool:
    if connection.execute(select(RUN.c.number).where(RUN.c.id == past.id)).first():
        return False
    made = connection.execute(insert(RUN).values(_run(past)).returning(RUN.c.number))
    number = made.scalar_one()
    judged = [encoded(identity.judged(component.judged)) for component in past.components]
    scans = [encoded(component.scan) if component.scan else "" for component in past.components]
    _add_contents(connection, JUDGED, judged)
    _add_contents(connection, SCAN, filter(None, scans))
    _add_rows(connection, COMPONENT, map(_component, past.components, judged, scans), number)
    _add_rows(connection, BRANCH, map(_branch, past.branches), number)
    return True


def content_key(content: str) -> str:
    """Return the key under which a judgement or scan is stored: a digest of its JSON."""
    return text_digest(content)[:32]


def _add_contents(connection: Connection, table: Table, contents: Iterable[str]) -> None:
    """Store the judgements or scans that no earlier run had."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    keyed = {content_key(content): content for content in contents}
    rows = [{"digest": key, "content": content} for key, content in sorted(keyed.items())]
    if rows:
        connection.execute(dialect.insert(table).on_conflict_do_nothing(), rows)


def _add_rows(connection: Connection, table: Table, rows: Iterable[dict[str, Any]], number: int) -> None:
    numbered = [{"run": number, "position": position, **row} for position, row in enumerate(rows)]
    if numbered:
        connection.execute(insert(table), numbered)


def _values(holder: object, *names: str) -> dict[str, Any]:
    return {name: getattr(holder, name) for name in names}


def _run(past: PastRun) -> dict[str, Any]:
    same = ("organization", "date", "profile", "tool_version", "rule_set")
    digests = ("config_digest", "weights_digest", "lifecycle_digest", "settings_digest", "priorities_digest")
    return {
        "id": past.id,
        **_values(past.run, *same, *digests),
        "only_globs": encoded(past.run.only),
        "backfilled": past.backfilled,
        **_values(past.total, "score", "grade", "coverage", "dockerfiles", "in_scope"),
        "priorities": encoded(past.total.priorities),
        "read": past.outcomes.audited,
        **_values(past.outcomes, "expected", "skipped", "failed"),
        "skipped_files": encoded(past.skipped),
        "flaws": encoded(scan_record.count_by_severity(past.components)),
    }


def _component(component: PastComponent, judged: str, scan: str) -> dict[str, Any]:
    names = ("repository", "branch", "dockerfile", "in_scope", "rank", "priority", "score", "impact", "facts")
    return {
        **_values(component, *names, "scan_database", "target"),
        "judged": content_key(judged),
        "scan": content_key(scan) if scan else None,
    }


def _branch(branch: PastBranch) -> dict[str, Any]:
    names = ("repository", "branch", "outcome", "reason", "web")
    return {**_values(branch, *names), "commit_id": branch.commit}
