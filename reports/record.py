"""The record: everything a run found, as JSON, and the JSON Schema that says what stands in it."""

import json
import re
from typing import Any

import msgspec

from audit.model.scoreboard import Scoreboard
from reports.visible import visible

SCHEMA_VERSION = 1
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]")


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


def pretty(document: dict[str, Any]) -> str:
    """Return indented JSON in which no character hides: what cannot be seen is escaped."""
    text = _SURROGATE.sub(lambda match: visible(match[0]), json.dumps(document, ensure_ascii=False))
    indented = msgspec.json.format(text.encode(), indent=2).decode()
    return _UNSEEN.sub(lambda match: json.dumps(match[0])[1:-1], indented) + "\n"
