"""Render log lines for machines: one JSON object a line."""

import json
from collections.abc import Mapping

from reports.text.visible import visible_block

Field = str | int | float | None | list[dict[str, str]]


def render(moment: str, level: str, event: str, fields: Mapping[str, Field]) -> str:
    """Return one line: time, level and event first, then the fields; what the eye cannot see is spelled out."""
    record = {"time": moment, "level": level, "event": event} | {name: _shown(value) for name, value in fields.items()}
    # letters beyond ASCII as escapes: no reader of logs breaks a line or a terminal on them
    return json.dumps(record, ensure_ascii=True, separators=(",", ":"))


def _shown(value: Field) -> Field:
    match value:
        case str():
            return visible_block(value)
        case list():
            return [{name: visible_block(text) for name, text in entry.items()} for entry in value]
    return value
