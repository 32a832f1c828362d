"""Identify runs, judgements and scans by a digest of their content."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import msgspec

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
    """Return a run as JSON values, without scans and targets where it has none: older runs keep their id."""
    found: dict[str, Any] = msgspec.to_builtins(run)
    for component in found["components"]:
        if component["scan"] is None:
            del component["scan"], component["scan_database"]
        if not component["target"]:
            del component["target"]
    return found


def run_id(run: PastRun) -> str:
    """Return the id of a run: a digest of its content, whether it was backfilled or not."""
    return digest(plain(replace(run, id="", backfilled=False)))[:16]
