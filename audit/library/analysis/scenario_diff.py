"""A run beside what it would be: who would stand where, and what that makes of the whole."""

from dataclasses import dataclass

import pandas as pd

from audit.library.frames import run_frames
from audit.library.frames.loaded_run import Loaded
from audit.library.frames.run_frames import Frames
from audit.library.frames.schema import Column, Shape
from audit.library.frames.to_pandas import frame
from audit.model.scoreboard import Scoreboard, Standing
from audit.scoreboard.scenario import Scenario, ScenarioNote

Pair = tuple[Standing, Standing]
_Read = Column[Pair]
_PRIORITIES = ("P1", "P2", "P3", "P4", "done", "exempt")
_POINTS = "points, 0 to 100"
CHANGES = Shape(
    "changes",
    "one component that is in scope before or after, as it would rank",
    ("repository", "branch", "dockerfile"),
    (
        _Read("repository", "word", "", "owner/name", lambda pair: pair[0].place.repository),
        _Read("branch", "word", "", "the branch that was read", lambda pair: pair[0].place.branch),
        _Read("dockerfile", "text", "path", "the Dockerfile", lambda pair: pair[0].component.dockerfile.path),
        _Read("component", "text", "", "the component's name", lambda pair: pair[0].component.name),
        _Read("language", "word", "", "of the program", lambda pair: pair[0].component.language.value),
        _Read("rank_before", "count", "1 is first", "as the run ranks it", lambda pair: pair[0].rank or None),
        _Read("rank_after", "count", "1 is first", "as it would rank", lambda pair: pair[1].rank or None),
        _Read(
            "climbs", "count", "places", "towards the first; below 0 it falls",
            lambda pair: pair[0].rank - pair[1].rank if pair[0].rank and pair[1].rank else None,
        ),
        _Read("score_before", "number", _POINTS, "as the run scores it", lambda pair: pair[0].score),
        _Read("score_after", "number", _POINTS, "as it would score", lambda pair: pair[1].score),
        _Read("tier_before", "word", "", "how bare the base is", lambda pair: pair[0].runtime.tier),
        _Read("tier_after", "word", "", "how bare it would be", lambda pair: pair[1].runtime.tier),
        _Read("priority_before", "word", "", "in the run", lambda pair: pair[0].priority, order=_PRIORITIES),
        _Read("priority_after", "word", "", "as it would be", lambda pair: pair[1].priority, order=_PRIORITIES),
        _Read("impact_before", "number", _POINTS, "what mending is worth", lambda pair: pair[0].impact),
        _Read("impact_after", "number", _POINTS, "what it would be worth", lambda pair: pair[1].impact),
    ),
)  # fmt: skip
_Noted = Column[ScenarioNote]
NOTES = Shape(
    "notes",
    "one component that was chosen to change",
    ("repository", "branch", "dockerfile"),
    (
        _Noted("repository", "word", "", "owner/name", lambda note: note.standing.place.repository),
        _Noted("branch", "word", "", "the branch that was read", lambda note: note.standing.place.branch),
        _Noted("dockerfile", "text", "path", "the Dockerfile", lambda note: note.standing.component.dockerfile.path),
        _Noted("outcome", "word", "", "moved, mended or left alone", lambda note: note.outcome),
        _Noted("why", "text", "", "what is taken for granted, or what is in the way", lambda note: note.why),
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """Hold the frames of a run and of what it would be, row by row, and what became of each chosen component.

    `changes` are the components in scope in the new order, `notes` the chosen ones; docs/library.md tells the columns.
    """

    before: Frames
    after: Frames
    changes: pd.DataFrame
    notes: pd.DataFrame

    def totals(self) -> pd.DataFrame:
        """Return score (points) and counts (components) of the organisation: before, after, and the difference."""
        names = ["score", "in_scope", *(each.lower() for each in _PRIORITIES)]
        rows = {"before": self.before.runs[names].iloc[0], "after": self.after.runs[names].iloc[0]}
        table = pd.DataFrame(rows).astype("float64")
        return table.assign(change=table["after"] - table["before"]).round(1)


def between(scoreboard: Scoreboard, would_be: Scenario) -> Change:
    """Return a run beside what it would be."""
    old = {each.key: each for each in scoreboard.standings}
    pairs = [(old[each.key], each) for each in would_be.scoreboard.standings]
    inside = [pair for pair in pairs if pair[0].in_scope or pair[1].in_scope]
    return Change(
        before=run_frames.of((Loaded(scoreboard),)),
        after=run_frames.of((Loaded(would_be.scoreboard),)),
        changes=frame(CHANGES, [inside]).drop(columns="run"),
        notes=frame(NOTES, [would_be.notes]).drop(columns="run"),
    )
