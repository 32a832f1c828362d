"""A run is put on record: all of it or nothing, and the same one only once."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from audit.history.records import scan_record
from audit.history.storage.database import Database
from audit.history.storage.tables import BRANCH, COMPONENT, JUDGED, RUN, SCAN
from audit.model.history.past_run import PastComponent, PastRun


def keep(database: Database, runs: Iterable[PastRun]) -> int:
    """Put runs on record, and return how many of them were not there yet."""
    with database.writing() as connection:
        return sum(_kept(connection, each) for each in runs)


def _kept(connection: Connection, past: PastRun) -> bool:
    if connection.execute(select(RUN.c.number).where(RUN.c.id == past.id)).first():
        return False
    made = connection.execute(insert(RUN).values(_run(past)).returning(RUN.c.number))
    number = made.scalar_one()
    judged = [encoded(each.judged) for each in past.components]
    scans = [encoded(each.scan) if each.scan else "" for each in past.components]
    _known(connection, JUDGED, judged)
    _known(connection, SCAN, filter(None, scans))
    _fill(connection, COMPONENT, map(_component, past.components, judged, scans), number)
    _fill(connection, BRANCH, (_branch(each) for each in past.branches), number)
    return True


def encoded(value: Any) -> str:
    """Return a value as JSON in ASCII, the same text whether it comes as a value or as what JSON made of it."""
    return json.dumps(msgspec.to_builtins(value), separators=(",", ":"))


def digest(content: str) -> str:
    """Return the name of a content."""
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def _known(connection: Connection, table: Table, contents: Iterable[str]) -> None:
    """Keep the judgements or scans that no earlier run had."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    named = {digest(each): each for each in contents}
    rows = [{"digest": name, "content": content} for name, content in sorted(named.items())]
    if rows:
        connection.execute(dialect.insert(table).on_conflict_do_nothing(), rows)


def _fill(connection: Connection, table: Table, rows: Iterable[dict[str, Any]], number: int) -> None:
    numbered = [{"run": number, "position": position, **row} for position, row in enumerate(rows)]
    if numbered:
        connection.execute(insert(table), numbered)


def _run(past: PastRun) -> dict[str, Any]:
    run, total, counts = past.run, past.total, past.outcomes
    same = ("date", "profile", "tool_version", "rule_set", "config_digest", "weights_digest", "lifecycle_digest")
    return {
        "id": past.id,
        **{name: getattr(run, name) for name in ("organization", "settings_digest", *same)},
        "only_globs": encoded(run.only),
        "backfilled": past.backfilled,
        **{name: getattr(total, name) for name in ("score", "grade", "coverage", "dockerfiles", "in_scope")},
        "priorities": encoded(total.priorities),
        "read": counts.audited,
        **{name: getattr(counts, name) for name in ("expected", "skipped", "failed")},
        "skipped_files": encoded(past.skipped),
        "flaws": encoded(scan_record.counted(past.components)),
    }


def _component(each: PastComponent, judged: str, scan: str) -> dict[str, Any]:
    names = ("repository", "branch", "dockerfile", "in_scope", "rank", "priority", "score", "impact", "facts")
    seen = {"scan": digest(scan) if scan else None, "scan_database": each.scan_database}
    return {**{name: getattr(each, name) for name in names}, "judged": digest(judged), **seen}


def _branch(each: Any) -> dict[str, Any]:
    names = ("repository", "branch", "outcome", "reason", "web")
    return {**{name: getattr(each, name) for name in names}, "commit_id": each.commit}
