"""Order the components of a campaign, the smallest effort first, and compute what each fix adds to the score."""

from collections.abc import Collection
from itertools import accumulate

import pandas as pd

from audit.compliance.scoring import score
from audit.library.analysis import judging_config
from audit.library.frames.frames import Frames
from audit.library.frames.to_pandas import frame
from audit.model.columns.column import Column, TableColumns
from audit.model.columns.components import COMPONENTS
from audit.model.scoreboard import Standing
from audit.scoreboard import scenario

Step = tuple[Standing, float, float]
_Column = Column[Step]
STEPS = TableColumns(
    "campaign",
    "one component to mend, in the order of the campaign",
    ("repository", "branch", "dockerfile", "target"),
    (
        *(
            column.of(lambda step: step[0])
            for column in COMPONENTS.named("repository", "branch", "dockerfile", "target", "component", "working_group")
        ),
        _Column("priority", "word", "", "in the run", lambda step: step[0].priority, order=("P1", "P2", "P3", "P4")),
        _Column("effort", "word", "small to large", "in the run", lambda step: step[0].effort, order=("S", "M", "L")),
        _Column("score", "number", "points, 0 to 100", "in the run", lambda step: step[0].score),
        _Column("gain", "number", "points of the organisation", "what mending it adds", lambda step: step[1]),
        _Column(
            "organization", "number", "points, 0 to 100", "the organisation's score with all up to this one mended",
            lambda step: step[2],
        ),
        _Column("next_step", "text", "", "what to do first", lambda step: step[0].next_step),
    ),
)  # fmt: skip


def steps(
    frames: Frames, *, priorities: Collection[str] = ("P1",), efforts: Collection[str] = ("S", "M")
) -> pd.DataFrame:
    """Return the newest run's components of these priorities and efforts, and what each fix would gain."""
    scoreboard = frames.newest()
    chosen = scenario.of(priorities, efforts)
    notes = scenario.fixed(scoreboard, chosen, judging_config.of(scoreboard)).notes
    before = {standing.key: standing for standing in scoreboard.standings}
    known = sum(standing.score is not None for standing in scoreboard.standings if standing.in_scope)
    gains = [(before[note.standing.key], _gain(before[note.standing.key], note.standing, known)) for note in notes]
    ordered = sorted(gains, key=lambda pair: ("SML".index(pair[0].effort), -pair[1], pair[0].rank))
    start = score.mean(standing.score for standing in scoreboard.standings if standing.in_scope) or 0.0
    sums = list(accumulate((gain for _, gain in ordered), initial=start))[1:]
    rows = [(standing, gain, total) for (standing, gain), total in zip(ordered, sums, strict=True)]
    return frame(STEPS, [rows]).drop(columns="run")


def _gain(before: Standing, after: Standing, known: int) -> float:
    """Return what one component adds to the mean of those that have a score."""
    return 0.0 if before.score is None or after.score is None else (after.score - before.score) / known
