"""A run as it was loaded: its scoreboard, and how much of it there is."""

from dataclasses import dataclass

from audit.model.scoreboard import Scoreboard


@dataclass(frozen=True, slots=True)
class Loaded:
    """Hold a scoreboard; one that is not `whole` comes from a history, which keeps no evidence and no Dockerfile.

    `backfilled` says that past commits were audited later.
    """

    scoreboard: Scoreboard
    whole: bool = True
    backfilled: bool = False
