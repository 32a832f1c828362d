"""A history as JSON lines, and back: for a job that keeps it in an artifact or a branch.

A line holds a judgement (`judged`, its digest and content), a scan (`scan`, likewise) or a run that names them; each
stands once, before the runs that name it. Two files, one after the other, are one again. Lines that have to do with
scans are of version 2, all others of version 1, as programs from before there were scans read them.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from audit.errors import UserError
from audit.history.records import identity
from audit.history.storage import query
from audit.history.storage.database import Database
from audit.history.storage.insert import digest, encoded, keep
from audit.model.history.past_run import PastRun

VERSIONS = {"judged": 1, "scan": 2}
_Known = dict[tuple[str, str], Any]


def lines(database: Database) -> Iterator[str]:
    """Yield the lines of all runs, by date: the same history gives the same bytes."""
    told: set[tuple[str, str]] = set()
    for line in query.lines(database):
        past = identity.plain(query.whole(database, line.number))
        for each in past["components"]:
            for part in (one for one in VERSIONS if one in each):
                content = each[part]
                each[part] = digest(encoded(content))
                if (part, each[part]) not in told:
                    told.add((part, each[part]))
                    yield _line({"version": VERSIONS[part], part: each[part], "content": content})
        parts = {part for each in past["components"] for part in VERSIONS.keys() & each.keys()}
        yield _line({"version": max((VERSIONS[each] for each in parts), default=1), "run": past})


def _line(document: dict[str, Any]) -> str:
    return json.dumps(document, separators=(",", ":")) + "\n"


def take(database: Database, given: Iterable[str], name: str) -> int:
    """Put the runs of such lines on record, all or none, and return how many were new.

    Raise UserError that names the line (1-based) which cannot be taken.
    """
    return keep(database, _runs(given, name))


def _runs(given: Iterable[str], name: str) -> Iterator[PastRun]:
    known: _Known = {}
    for number, line in enumerate(given, 1):
        if line.strip():
            try:
                yield from _read(json.loads(line), known)
            except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
                said = f"names what no line before it holds: {error}" if isinstance(error, KeyError) else error
                raise UserError(f"{name}:{number}: not a line of an exported history: {said}") from error


def _read(document: dict[str, Any], known: _Known) -> Iterator[PastRun]:
    if document.get("version") not in VERSIONS.values():
        raise ValueError(f"version {document.get('version')!r}, expected {' or '.join(map(str, VERSIONS.values()))}")
    part = next((one for one in VERSIONS if one in document), "")
    if part:
        known[part, document[part]] = document["content"]
        return
    given = document["run"]
    for each in given["components"]:
        for part in (one for one in VERSIONS if one == "judged" or one in each):
            each[part] = known[part, each[part]]
    past = msgspec.convert(given, PastRun)
    if identity.of(past) != past.id:
        raise ValueError(f"its content is not that of run {past.id}")
    yield past
