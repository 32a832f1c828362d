"""Record a run in the history (`--history`)."""

import importlib
from collections.abc import Sequence

from audit.model.history.difference import Lookback
from audit.model.scoreboard import Scoreboard
from audit.policy.organization.organization import Release

# SQLAlchemy and alembic take half a second to import, which a run without a history does not wait for


def check_opens(place: str) -> None:
    """Raise UserError, before any work is done, when the history at a place cannot be opened or begun."""
    if place:
        with importlib.import_module("audit.history.storage.database").opened(place):
            pass


def record_run(board: Scoreboard, place: str, releases: Sequence[Release]) -> Lookback:
    """Record a run at a place, if one is given, and return the changes since the runs before."""
    if not place:
        return Lookback()
    lookback: Lookback = importlib.import_module("audit.history.record_run").kept(board, place, releases)
    return lookback
