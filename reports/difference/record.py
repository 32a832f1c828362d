"""The difference as JSON."""

from collections.abc import Sequence

import msgspec

from audit.model.difference import Difference, Since
from reports.document import pretty

SCHEMA_VERSION = 1


def render(difference: Difference) -> str:
    """Return the whole difference, pretty, with the schema version first."""
    return pretty({"schema_version": SCHEMA_VERSION, **msgspec.to_builtins(difference)})


def since(moments: Sequence[Since]) -> str:
    """Return what changed since several moments."""
    return pretty({"schema_version": SCHEMA_VERSION, "since": msgspec.to_builtins(moments)})
