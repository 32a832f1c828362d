"""A history as JSON lines, and back: for a job that keeps it in an artifact or a branch.

A line holds a judgement (`judged`, its digest and content) or a run that names judgements; each stands once, before
the runs that name it. Two files, one after the other, are one again.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from audit.errors import UserError
from audit.history import condense, recall
from audit.history.database import Database
from audit.history.keep import digest, encoded, keep
from audit.model.past import PastRun

VERSION = 1


def lines(database: Database) -> Iterator[str]:
    """Yield the lines of all runs, by date: the same history gives the same bytes."""
    told: set[str] = set()
    for line in recall.lines(database):
        past = msgspec.to_builtins(recall.whole(database, line.number))
        for each in past["components"]:
            content = each["judged"]
            each["judged"] = digest(encoded(content))
            if each["judged"] not in told:
                told.add(each["judged"])
                yield _line({"version": VERSION, "judged": each["judged"], "content": content})
        yield _line({"version": VERSION, "run": past})


def _line(document: dict[str, Any]) -> str:
    return json.dumps(document, separators=(",", ":")) + "\n"


def take(database: Database, given: Iterable[str], name: str) -> int:
    """Put the runs of such lines on record, all or none, and return how many were new.

    Raise UserError that names the line (1-based) which cannot be taken.
    """
    return keep(database, _runs(given, name))


def _runs(given: Iterable[str], name: str) -> Iterator[PastRun]:
    judged: dict[str, Any] = {}
    for number, line in enumerate(given, 1):
        if line.strip():
            try:
                yield from _read(json.loads(line), judged)
            except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
                said = (
                    f"names a judgement that no line before it holds: {error}" if isinstance(error, KeyError) else error
                )
                raise UserError(f"{name}:{number}: not a line of an exported history: {said}") from error


def _read(document: dict[str, Any], judged: dict[str, Any]) -> Iterator[PastRun]:
    if document.get("version") != VERSION:
        raise ValueError(f"version {document.get('version')!r}, expected {VERSION}")
    if "judged" in document:
        judged[document["judged"]] = document["content"]
        return
    given = document["run"]
    for each in given["components"]:
        each["judged"] = judged[each["judged"]]
    past = msgspec.convert(given, PastRun)
    if condense.identified(past) != past.id:
        raise ValueError(f"its content is not that of run {past.id}")
    yield past
