"""JSON as every report writes it: indented, the same bytes each time, nothing hidden in it."""

import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from reports.visible import visible

_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]")


def pretty(document: Mapping[str, Any]) -> str:
    """Return indented JSON in which no character hides: what cannot be seen is escaped."""
    text = _SURROGATE.sub(lambda match: visible(match[0]), json.dumps(document, ensure_ascii=False))
    indented = msgspec.json.format(text.encode(), indent=2).decode()
    return _UNSEEN.sub(lambda match: json.dumps(match[0])[1:-1], indented) + "\n"
