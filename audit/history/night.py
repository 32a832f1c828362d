"""What one night does with the history: it is put on record, and old nights go by policy."""

from audit.history import condense, recall
from audit.history.database import opened
from audit.history.keep import keep
from audit.history.thinning import drop, outlived
from audit.model.scoreboard import Scoreboard
from audit.policy import history


def kept(board: Scoreboard, place: str) -> None:
    """Put a run on record at a place, and let the old ones go."""
    with opened(place) as database:
        keep(database, [condense.of(board)])
        drop(database, outlived(recall.lines(database), history.shipped()))
