"""Hold the frames of one or more runs, and the records they are made from."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from audit.errors import UserError
from audit.library.frames.runs import RUNS
from audit.library.frames.to_pandas import frame
from audit.library.loading.loaded_run import LoadedRun
from audit.model.columns import findings, repositories
from audit.model.columns.components import COMPONENTS
from audit.model.scoreboard import Scoreboard


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """Hold four frames and the runs they show, the oldest first; docs/library.md lists columns and units.

    `run` counts the runs from 0; with `repository`, `branch` and `dockerfile` it joins the frames.
    """

    components: pd.DataFrame
    findings: pd.DataFrame
    repositories: pd.DataFrame
    runs: pd.DataFrame
    loaded: tuple[LoadedRun, ...]

    def newest(self) -> Scoreboard:
        """Return the newest run's scoreboard; raise UserError when no run is loaded, or it is not on record whole."""
        if not self.loaded:
            raise UserError("no run is loaded; expected one")
        if not self.loaded[-1].whole:
            raise UserError(
                "the newest run comes from a history, which keeps no Dockerfiles; expected an output folder"
            )
        return self.loaded[-1].scoreboard

    def latest(self) -> "Frames":
        """Return the newest run alone, as run 0."""
        return of(self.loaded[-1:])


def of(loaded: Sequence[LoadedRun]) -> Frames:
    """Return the frames of runs, by their dates; those of one date keep the order given."""
    ordered = tuple(sorted(loaded, key=lambda run: run.scoreboard.run.date))
    boards = tuple(run.scoreboard for run in ordered)
    return Frames(
        components=frame(COMPONENTS, [board.standings for board in boards]),
        findings=frame(findings.FINDINGS, [findings.rows(board) for board in boards]),
        repositories=frame(repositories.REPOSITORIES, [repositories.rows(board) for board in boards]),
        runs=frame(RUNS, [(run,) for run in ordered]),
        loaded=ordered,
    )
