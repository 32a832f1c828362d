"""Identify runs, judgements and scans by a digest of their content."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import msgspec

from audit.model.history.past_component import PastJudgement
from audit.model.history.past_run import PastRun


def encoded(value: Any) -> str:
    """Return a value as JSON in ASCII; the value and its parsed JSON give the same text."""
    return json.dumps(msgspec.to_builtins(value), separators=(",", ":"))


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest(value: Any) -> str:
    """Return the digest of a value's JSON; ASCII, because the texts in it may have no UTF-8 form."""
    return text_digest(encoded(value))


def plain(run: PastRun) -> dict[str, Any]:
    """Return a run as JSON values, without what its program did not know yet: older runs keep their id."""
    found: dict[str, Any] = msgspec.to_builtins(run)
    _drop_empty(found["run"], "priorities_digest")
    for component in found["components"]:
        if component["scan"] is None:
            del component["scan"], component["scan_database"]
        if not component["target"]:
            del component["target"]
        if component["impact"] is None:
            del component["impact"]
        _drop_empty(component["judged"], "value", "exposure", "campaign")
    return found


def judged(judgement: PastJudgement) -> dict[str, Any]:
    """Return a judgement as JSON values, as a run holds it."""
    found: dict[str, Any] = msgspec.to_builtins(judgement)
    _drop_empty(found, "value", "exposure", "campaign")
    return found


def _drop_empty(values: dict[str, Any], *names: str) -> None:
    for name in names:
        if not values[name]:
            del values[name]


def run_id(run: PastRun) -> str:
    """Return the id of a run: a digest of its content, whether it was backfilled or not."""
    return digest(plain(replace(run, id="", backfilled=False)))[:16]
