"""`--history`: a run is put on record, and old ones go by policy."""

import importlib
from collections.abc import Sequence

from audit.model.history.difference import Lookback
from audit.model.scoreboard import Scoreboard
from audit.policy.organization.organization import Release

# SQLAlchemy and alembic take half a second to import, which a run without a history does not wait for


def refuse_closed(place: str) -> None:
    """Raise UserError, before any work is done, when the history at a place cannot be opened or begun."""
    if place:
        with importlib.import_module("audit.history.storage.database").opened(place):
            pass


def kept(board: Scoreboard, place: str, releases: Sequence[Release]) -> Lookback:
    """Put a run on record at a place, where one is given, and return what the record says of the time before."""
    if not place:
        return Lookback()
    found: Lookback = importlib.import_module("audit.history.record_run").kept(board, place, releases)
    return found
