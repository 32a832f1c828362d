"""`--history`: a run is put on record, and old ones go by policy."""

import importlib

from audit.model.scoreboard import Scoreboard

# SQLAlchemy and alembic take half a second to import, which a run without a history does not wait for


def refuse_closed(place: str) -> None:
    """Raise UserError, before any work is done, when the history at a place cannot be opened or begun."""
    if place:
        with importlib.import_module("audit.history.database").opened(place):
            pass


def kept(board: Scoreboard, place: str) -> None:
    """Put a run on record at a place, where one is given, and let the old ones go."""
    if place:
        importlib.import_module("audit.history.night").kept(board, place)
