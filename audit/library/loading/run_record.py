"""Read a scoreboard.json into the scoreboard that it records."""

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from audit.errors import RecordError
from audit.model.scoreboard import SCHEMA_VERSION, Scoreboard


class _Versioned(msgspec.Struct):
    schema_version: int


def read(path: str, content: bytes) -> Scoreboard:
    """Return the scoreboard; errors name it by `path`.

    Raises RecordError for text that is no JSON, another schema version, and a key that is missing or of another type.
    """
    try:
        version = msgspec.json.decode(content, type=_Versioned).schema_version
        if version != SCHEMA_VERSION:
            advice = "a newer image-audit reads it" if version > SCHEMA_VERSION else "audit anew"
            raise RecordError(path, "schema_version", f"is {version}, expected {SCHEMA_VERSION}; {advice}")
        return _dated(path, msgspec.json.decode(content, type=Scoreboard))
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at `$")
        raise RecordError(path, place.strip(".`"), _lower(message)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(path, "", f"not JSON: {error}; expected a scoreboard.json") from error
    except RecursionError as error:
        raise RecordError(path, "", "nested without end; expected a scoreboard.json") from error


def _dated(path: str, scoreboard: Scoreboard) -> Scoreboard:
    """Return the scoreboard; raise RecordError for an invalid date."""
    for key, day in _days(scoreboard):
        try:
            date.fromisoformat(day)
        except ValueError as error:
            raise RecordError(path, key, f"is {day!r}, expected a date such as 2026-11-23") from error
    return scoreboard


def _days(scoreboard: Scoreboard) -> Iterator[tuple[str, str]]:
    """Yield every date that is given, with its key."""
    yield "run.date", scoreboard.run.date
    for index, standing in enumerate(scoreboard.standings):
        if standing.runtime.supported_until:
            yield f"standings[{index}].runtime.supported_until", standing.runtime.supported_until
        waivers = (finding.waiver for finding in standing.findings if finding.waiver)
        yield from ((f"standings[{index}].findings[...].waiver.until", waiver.until) for waiver in waivers)


def _lower(message: str) -> str:
    return re.sub(r"^Object missing required field", "lacks the key", message).replace("Expected", "expected")
