"""Open the history of `--history`, and record a run in it."""

import importlib
from collections.abc import Sequence

from audit.model.history.difference import HistoryExcerpt
from audit.model.scoreboard import Scoreboard
from audit.policy.organization.organization import Release

# SQLAlchemy and alembic take half a second to import, which a run without a history does not wait for


def check_opens(place: str) -> None:
    """Raise UserError, before any work is done, when the history at a place cannot be opened or created."""
    if place:
        with importlib.import_module("audit.history.storage.database").open_database(place):
            pass


def record_run(board: Scoreboard, place: str, releases: Sequence[Release]) -> HistoryExcerpt:
    """Record a run in the history at a place, and return the history up to it; an empty one without a place."""
    if not place:
        return HistoryExcerpt()
    found: HistoryExcerpt = importlib.import_module("audit.history.record_run").record(board, place, releases)
    return found
