"""Render the difference as JSON."""

from collections.abc import Sequence

import msgspec

from audit.model.history.difference import Difference, Since
from reports.text.json_text import pretty

SCHEMA_VERSION = 1


def render(difference: Difference) -> str:
    """Return the whole difference, pretty, with the schema version first."""
    return pretty({"schema_version": SCHEMA_VERSION, **msgspec.to_builtins(difference)})


def since(moments: Sequence[Since]) -> str:
    """Return what changed since several moments."""
    return pretty({"schema_version": SCHEMA_VERSION, "since": msgspec.to_builtins(moments)})


def schema() -> str:
    """Return `changes.schema.json`: the JSON Schema (2020-12) of what changed since several moments."""
    (generated,), definitions = msgspec.json.schema_components([tuple[Since, ...]], ref_template="#/$defs/{name}")
    return pretty(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "What changed since earlier runs of an image audit",
            "type": "object",
            "properties": {"schema_version": {"const": SCHEMA_VERSION}, "since": generated},
            "required": ["schema_version", "since"],
            "$defs": dict(sorted(definitions.items())),
        }
    )
