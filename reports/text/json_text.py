"""Write JSON for every report: indented, the same bytes each time, invisible characters escaped."""

import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from reports.text.visible import visible

_SURROGATE = re.compile("[\ud800-\udfff]")
_BEYOND = re.compile("[^\n -~]")


def pretty(document: Mapping[str, Any]) -> str:
    """Return indented JSON in which no character hides: what cannot be seen is escaped."""
    text = _SURROGATE.sub(lambda match: visible(match[0]), json.dumps(document, ensure_ascii=False))
    indented = msgspec.json.format(text.encode(), indent=2).decode()
    return _BEYOND.sub(lambda match: _shown(match[0]), indented) + "\n"


def _shown(character: str) -> str:
    return character if visible(character) == character else json.dumps(character)[1:-1]
