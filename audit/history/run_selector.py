"""Which run is meant: a scoreboard's file, a run's id, a date, or a word."""

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
_LEAST = 4  # letters of an id


def is_file(name: str) -> bool:
    """Tell whether a name is that of a file, which needs no history."""
    return Path(name).is_file()


def file(name: str) -> PastRun:
    """Read a scoreboard.json; raise UserError when it is none."""
    try:
        return run_summary.of(msgspec.json.decode(Path(name).read_bytes(), type=Scoreboard))
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UserError(f"{name}: not a scoreboard.json of this program: {error}") from error


def whole(database: Database, name: str, beside: RunLine | None = None) -> tuple[PastRun, RunLine]:
    """Return the run of that name; a date is that of the last run up to it, in the series of another run."""
    found = query.lines(database)
    line = chosen(found, name, beside)
    return query.whole(database, line.number), line


def chosen(lines: Sequence[RunLine], name: str, beside: RunLine | None = None) -> RunLine:
    """Return the line of the run that is meant; raise UserError when there is none, or more than one."""
    alike = [each for each in lines if beside is None or series(each) == series(beside)]
    if name == "latest" and alike:
        return alike[-1]
    if name == "previous" and len(alike) > 1:
        return before(alike, beside) if beside else alike[-2]
    if _DATE.fullmatch(name):
        until = [each for each in alike if each.run.date <= name]
        if not until:
            raise UserError(f"no run on record up to {name}; the first is of {_first(alike)}")
        return until[-1]
    named = [each for each in lines if each.id.startswith(name)] if len(name) >= _LEAST else []
    if len(named) != 1:
        fault = f"{len(named)} runs begin with it" if named else "no such run on record"
        raise UserError(f"{name!r}: {fault}; {EXPECTED}")
    return named[0]


def before(lines: Sequence[RunLine], line: RunLine) -> RunLine:
    """Return the run before another one of its series; raise UserError when it is the first."""
    earlier = [each for each in lines if (each.run.date, each.number) < (line.run.date, line.number)]
    own = [each for each in earlier if series(each) == series(line)]
    if not own:
        raise UserError("no run on record before that one")
    return own[-1]


def _first(lines: Sequence[RunLine]) -> str:
    return lines[0].run.date if lines else "none"
