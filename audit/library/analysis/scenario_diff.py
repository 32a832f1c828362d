"""Compare a run with a scenario: ranks, scores and totals before and after."""

from dataclasses import dataclass

import pandas as pd

from audit.library.frames import frames
from audit.library.frames.frames import Frames
from audit.library.frames.to_pandas import frame
from audit.library.loading.loaded_run import LoadedRun
from audit.model.columns.column import Column, TableColumns
from audit.model.columns.components import COMPONENTS
from audit.model.scoreboard import Scoreboard, Standing
from audit.scoreboard.scenario import Scenario, ScenarioNote

Pair = tuple[Standing, Standing]
_Column = Column[Pair]
_PRIORITIES = ("P1", "P2", "P3", "P4", "done", "exempt")
_VALUES = ("none", "L", "M", "H")
_POINTS = "points, 0 to 100"
CHANGES = TableColumns(
    "changes",
    "one component that is in scope before or after, as it would rank",
    ("repository", "branch", "dockerfile", "target"),
    (
        *(
            column.of(lambda pair: pair[0])
            for column in COMPONENTS.named("repository", "branch", "dockerfile", "target", "component", "language")
        ),
        _Column("rank_before", "count", "1 is first", "as the run ranks it", lambda pair: pair[0].rank or None),
        _Column("rank_after", "count", "1 is first", "as it would rank", lambda pair: pair[1].rank or None),
        _Column(
            "climbs", "count", "places", "towards the first; below 0 it falls",
            lambda pair: pair[0].rank - pair[1].rank if pair[0].rank and pair[1].rank else None,
        ),
        _Column("score_before", "number", _POINTS, "as the run scores it", lambda pair: pair[0].score),
        _Column("score_after", "number", _POINTS, "as it would score", lambda pair: pair[1].score),
        _Column("tier_before", "word", "", "how bare the base is", lambda pair: pair[0].runtime.tier),
        _Column("tier_after", "word", "", "how bare it would be", lambda pair: pair[1].runtime.tier),
        _Column("priority_before", "word", "", "in the run", lambda pair: pair[0].priority, order=_PRIORITIES),
        _Column("priority_after", "word", "", "as it would be", lambda pair: pair[1].priority, order=_PRIORITIES),
        _Column("value_before", "word", "", "what the move takes out", lambda pair: pair[0].value, order=_VALUES),
        _Column("value_after", "word", "", "what it would take out", lambda pair: pair[1].value, order=_VALUES),
    ),
)  # fmt: skip
_NoteColumn = Column[ScenarioNote]
NOTES = TableColumns(
    "notes",
    "one component that was chosen to change",
    ("repository", "branch", "dockerfile", "target"),
    (
        *(
            column.of(lambda note: note.standing)
            for column in COMPONENTS.named("repository", "branch", "dockerfile", "target")
        ),
        _NoteColumn("outcome", "word", "", "moved, mended or left alone", lambda note: note.outcome),
        _NoteColumn("why", "text", "", "what is taken for granted, or what is in the way", lambda note: note.why),
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class ScenarioDiff:
    """Hold the frames of a run and of a scenario, row by row, and what became of each chosen component.

    `changes` are the components in scope in the new order, `notes` the chosen ones; docs/library.md lists the columns.
    """

    before: Frames
    after: Frames
    changes: pd.DataFrame
    notes: pd.DataFrame

    def totals(self) -> pd.DataFrame:
        """Return score (points) and counts (components) of the organisation: before, after, and the difference."""
        names = ["score", "in_scope", *(priority.lower() for priority in _PRIORITIES)]
        rows = {"before": self.before.runs[names].iloc[0], "after": self.after.runs[names].iloc[0]}
        table = pd.DataFrame(rows).astype("float64")
        return table.assign(change=table["after"] - table["before"]).round(1)


def between(scoreboard: Scoreboard, would_be: Scenario) -> ScenarioDiff:
    """Return a run beside a scenario made from it."""
    old = {standing.key: standing for standing in scoreboard.standings}
    pairs = [(old[standing.key], standing) for standing in would_be.scoreboard.standings]
    in_scope = [pair for pair in pairs if pair[0].in_scope or pair[1].in_scope]
    return ScenarioDiff(
        before=frames.of((LoadedRun(scoreboard),)),
        after=frames.of((LoadedRun(would_be.scoreboard),)),
        changes=frame(CHANGES, [in_scope]).drop(columns="run"),
        notes=frame(NOTES, [would_be.notes]).drop(columns="run"),
    )
