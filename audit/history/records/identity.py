"""A run is known by its content: the digest of it, and the form in which it is taken."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import msgspec

from audit.model.history.past_run import PastRun


def of(run: PastRun) -> str:
    """Return the id that a run has by its content, whoever audited it when."""
    return digest(plain(replace(run, id="", backfilled=False)))[:16]


def plain(run: PastRun) -> dict[str, Any]:
    """Return a run as JSON takes it, without scans that it has not: runs from before there were any keep their id."""
    found: dict[str, Any] = msgspec.to_builtins(run)
    for each in found["components"]:
        if each["scan"] is None:
            del each["scan"], each["scan_database"]
    return found


def digest(value: Any) -> str:
    """Return the digest of a value by its JSON, in ASCII, for a text of others may hold what has no UTF-8 form."""
    return hashlib.sha256(json.dumps(msgspec.to_builtins(value), separators=(",", ":")).encode()).hexdigest()
