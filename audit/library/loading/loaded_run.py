"""Hold a run as it was loaded."""

from dataclasses import dataclass

from audit.model.scoreboard import Scoreboard


@dataclass(frozen=True, slots=True)
class LoadedRun:
    """Hold a scoreboard; one that is not `whole` comes from a history, which keeps no evidence and no Dockerfile.

    `backfilled` marks past commits that were audited later.
    """

    scoreboard: Scoreboard
    whole: bool = True
    backfilled: bool = False
