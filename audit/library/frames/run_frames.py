"""The frames of one or more runs, and the records they are made from."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from audit.errors import UserError
from audit.library.frames.components import COMPONENTS
from audit.library.frames.findings import FINDINGS
from audit.library.frames.loaded_run import Loaded
from audit.library.frames.repositories import REPOSITORIES
from audit.library.frames.runs import RUNS
from audit.library.frames.to_pandas import frame
from audit.model.finding import Finding
from audit.model.scoreboard import Scoreboard, Standing


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """Hold four frames and the runs they show, the oldest first; docs/library.md tells columns and units.

    `run` counts the runs from 0; with `repository`, `branch` and `dockerfile` it joins the frames.
    """

    components: pd.DataFrame
    findings: pd.DataFrame
    repositories: pd.DataFrame
    runs: pd.DataFrame
    loaded: tuple[Loaded, ...]

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


def of(loaded: Sequence[Loaded]) -> Frames:
    """Return the frames of runs, by their dates; those of one date stay in the order given."""
    ordered = tuple(sorted(loaded, key=lambda each: each.scoreboard.run.date))
    boards = tuple(each.scoreboard for each in ordered)
    return Frames(
        components=frame(COMPONENTS, [each.standings for each in boards]),
        findings=frame(FINDINGS, [_applicable(each) for each in boards]),
        repositories=frame(REPOSITORIES, [(*each.ledger, *each.inactive) for each in boards]),
        runs=frame(RUNS, [(each,) for each in ordered]),
        loaded=ordered,
    )


def _applicable(scoreboard: Scoreboard) -> list[tuple[Standing, Finding]]:
    return [
        (standing, finding)
        for standing in scoreboard.standings
        for finding in standing.findings
        if finding.verdict.result != "not-applicable"
    ]
