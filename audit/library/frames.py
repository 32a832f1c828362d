"""The frames of one or more runs, and the records they are made from."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from audit.errors import UserError
from audit.library.components import COMPONENTS
from audit.library.findings import FINDINGS
from audit.library.frame import frame
from audit.library.repositories import REPOSITORIES
from audit.library.runs import RUNS
from audit.model.finding import Finding
from audit.model.scoreboard import Scoreboard, Standing


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """Hold four frames and the scoreboards they show, the oldest first; docs/library.md tells columns and units.

    `run` counts the scoreboards from 0; with `repository`, `branch` and `dockerfile` it joins the frames.
    """

    components: pd.DataFrame
    findings: pd.DataFrame
    repositories: pd.DataFrame
    runs: pd.DataFrame
    scoreboards: tuple[Scoreboard, ...]

    def newest(self) -> Scoreboard:
        """Return the newest run's scoreboard; raise UserError when no run is loaded."""
        if not self.scoreboards:
            raise UserError("no run is loaded; expected one")
        return self.scoreboards[-1]

    def latest(self) -> "Frames":
        """Return the newest run alone, as run 0."""
        return of(self.scoreboards[-1:])


def of(scoreboards: Sequence[Scoreboard]) -> Frames:
    """Return the frames of scoreboards, by their runs' dates; those of one date stay in the order given."""
    ordered = tuple(sorted(scoreboards, key=lambda each: each.run.date))
    return Frames(
        components=frame(COMPONENTS, [each.standings for each in ordered]),
        findings=frame(FINDINGS, [_applicable(each) for each in ordered]),
        repositories=frame(REPOSITORIES, [(*each.ledger, *each.inactive) for each in ordered]),
        runs=frame(RUNS, [(each,) for each in ordered]),
        scoreboards=ordered,
    )


def _applicable(scoreboard: Scoreboard) -> list[tuple[Standing, Finding]]:
    return [
        (standing, finding)
        for standing in scoreboard.standings
        for finding in standing.findings
        if finding.verdict.result != "not-applicable"
    ]
