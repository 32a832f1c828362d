"""Write a history as JSON lines and read it back, for a job that keeps it in an artifact or a branch.

A line holds a judgement (`judged`, its digest and content), a scan (`scan`, likewise) or a run that names them. A
judgement or scan is written once, before the first run that names it. Two files can be concatenated. Lines about
targets have version 3, those about scans 2, all others 1, which programs older than scans can read.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from audit.errors import UserError
from audit.history.records import identity
from audit.history.storage import query
from audit.history.storage.database import Database
from audit.history.storage.insert import add_runs, content_key
from audit.model.history.past_run import PastRun

VERSIONS = {"judged": 1, "scan": 2}
_TARGETS = 3  # of a run with targets
_Known = dict[tuple[str, str], Any]


def lines(database: Database) -> Iterator[str]:
    """Yield the lines of all runs, by date: the same history gives the same bytes."""
    written: set[tuple[str, str]] = set()
    for line in query.run_lines(database):
        past = identity.plain(query.run(database, line.number))
        for component in past["components"]:
            for part in (name for name in VERSIONS if name in component):
                content = component[part]
                component[part] = content_key(identity.encoded(content))
                if (part, component[part]) not in written:
                    written.add((part, component[part]))
                    yield _line({"version": VERSIONS[part], part: component[part], "content": content})
        parts = {part for component in past["components"] for part in VERSIONS.keys() & component.keys()}
        versions = [VERSIONS[part] for part in parts]
        versions += [_TARGETS for component in past["components"] if "target" in component]
        yield _line({"version": max(versions, default=1), "run": past})


def _line(document: dict[str, Any]) -> str:
    return json.dumps(document, separators=(",", ":")) + "\n"


def import_runs(database: Database, given: Iterable[str], name: str) -> int:
    """Add the runs of such lines, all or none, and return how many were new.

    Raise UserError that names the line (1-based) which cannot be read.
    """
    return add_runs(database, _runs(given, name))


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
    if document.get("version") not in (known_versions := (*VERSIONS.values(), _TARGETS)):
        raise ValueError(f"version {document.get('version')!r}, expected {' or '.join(map(str, known_versions))}")
    part = next((name for name in VERSIONS if name in document), "")
    if part:
        known[part, document[part]] = document["content"]
        return
    given = document["run"]
    for component in given["components"]:
        for part in (name for name in VERSIONS if name == "judged" or name in component):
            component[part] = known[part, component[part]]
    past = msgspec.convert(given, PastRun)
    if identity.run_id(past) != past.id:
        raise ValueError(f"its content is not that of run {past.id}")
    yield past
