"""Render the comparison as JSON."""

import msgspec

from audit.model.vulnerabilities.comparison import Comparison
from reports.text.json_text import pretty

SCHEMA_VERSION = 1


def render(comparison: Comparison) -> str:
    """Return the whole comparison, pretty, with the schema version first."""
    return pretty({"schema_version": SCHEMA_VERSION, **msgspec.to_builtins(comparison)})
