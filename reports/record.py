"""Write the whole scoreboard as JSON, and its JSON Schema."""

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from audit.model.scoreboard import SCHEMA_VERSION, Scoreboard
from reports.text.json_text import pretty

_ROWS = '\n  "standings": ['


def render(scoreboard: Scoreboard) -> str:
    """Return `scoreboard.json`: the whole scoreboard, pretty, with the schema version first."""
    return "".join(pieces(scoreboard))


def pieces(scoreboard: Scoreboard) -> Iterator[str]:
    """Yield `scoreboard.json` piece by piece; one text would need several times the memory of the scoreboard."""
    rest = {"schema_version": SCHEMA_VERSION, **msgspec.to_builtins(replace(scoreboard, standings=()))}
    before, rows, after = pretty(rest).partition(_ROWS)
    yield before + rows
    for count, standing in enumerate(scoreboard.standings):
        row = pretty(msgspec.to_builtins(standing)).rstrip("\n").replace("\n", "\n    ")
        yield f"{',' if count else ''}\n    {row}"
    yield ("\n  " if scoreboard.standings else "") + after


def schema() -> str:
    """Return `scoreboard.schema.json`: the JSON Schema (2020-12) of the record."""
    (generated,), definitions = msgspec.json.schema_components([Scoreboard], ref_template="#/$defs/{name}")
    root = definitions.pop(generated["$ref"].rpartition("/")[2])
    return pretty(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Scoreboard of an image audit",
            "description": root["description"],
            "type": "object",
            "properties": {"schema_version": {"const": SCHEMA_VERSION}, **root["properties"]},
            "required": ["schema_version", *root["required"]],
            "$defs": dict(sorted(definitions.items())),
        }
    )
