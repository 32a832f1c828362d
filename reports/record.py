"""The record: everything a run found, as JSON, and the JSON Schema that says what stands in it."""

import msgspec

from audit.model.scoreboard import Scoreboard
from reports.document import pretty

SCHEMA_VERSION = 2


def render(scoreboard: Scoreboard) -> str:
    """Return `scoreboard.json`: the whole scoreboard, pretty, with the schema version first."""
    return pretty({"schema_version": SCHEMA_VERSION, **msgspec.to_builtins(scoreboard)})


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
