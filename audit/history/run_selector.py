"""Select a run by its file, its id, a date, or the words `latest` and `previous`."""

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from audit.errors import UserError
from audit.history.records import run_summary
from audit.history.storage import query
from audit.history.storage.database import Database
from audit.history.storage.retention import series
from audit.model.history.past_run import PastRun, RunLine
from audit.model.scoreboard import Scoreboard

EXPECTED = "expected a scoreboard.json, the id of a run, a date (YYYY-MM-DD), `latest` or `previous`"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MINIMUM = 4  # digits of an id


def is_file(name: str) -> bool:
    """Tell whether a name is a file's, which needs no history."""
    return Path(name).is_file()


def from_file(name: str) -> PastRun:
    """Return the run of a scoreboard.json; raise UserError when the file is none."""
    try:
        return run_summary.summarize(msgspec.json.decode(Path(name).read_bytes(), type=Scoreboard))
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UserError(f"{name}: not a scoreboard.json of this program: {error}") from error


def from_database(database: Database, name: str, beside: RunLine | None = None) -> tuple[PastRun, RunLine]:
    """Return the recorded run of that name; `beside` limits dates and words to the series of another run."""
    found = query.run_lines(database)
    line = select(found, name, beside)
    return query.run(database, line.number), line


def select(lines: Sequence[RunLine], name: str, beside: RunLine | None = None) -> RunLine:
    """Return the run of that name, for a date the last run up to it; raise UserError when none or several fit."""
    alike = [line for line in lines if beside is None or series(line) == series(beside)]
    if name == "latest" and alike:
        return alike[-1]
    if name == "previous" and len(alike) > 1:
        return run_before(alike, beside) if beside else alike[-2]
    if _DATE.fullmatch(name):
        until = [line for line in alike if line.run.date <= name]
        if not until:
            raise UserError(f"no run on record up to {name}; the first is of {_first(alike)}")
        return until[-1]
    named = [line for line in lines if line.id.startswith(name)] if len(name) >= _MINIMUM else []
    if len(named) != 1:
        fault = f"{len(named)} runs begin with it" if named else "no such run on record"
        raise UserError(f"{name!r}: {fault}; {EXPECTED}")
    return named[0]


def run_before(lines: Sequence[RunLine], line: RunLine) -> RunLine:
    """Return the run before another one of its series; raise UserError when it is the first."""
    earlier = [other for other in lines if (other.run.date, other.number) < (line.run.date, line.number)]
    own = [other for other in earlier if series(other) == series(line)]
    if not own:
        raise UserError("no run on record before that one")
    return own[-1]


def _first(lines: Sequence[RunLine]) -> str:
    return lines[0].run.date if lines else "none"
