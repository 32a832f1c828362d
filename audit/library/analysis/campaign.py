"""What a campaign of easy wins would gain: component by component, the smallest effort and the largest gain first."""

from collections.abc import Collection
from itertools import accumulate

import pandas as pd

from audit.compliance.scoring import score
from audit.library.analysis import judging_config
from audit.library.frames.run_frames import Frames
from audit.library.frames.schema import Column, Shape
from audit.library.frames.to_pandas import frame
from audit.model.scoreboard import Standing
from audit.scoreboard import scenario

Step = tuple[Standing, float, float]
_Read = Column[Step]
STEPS = Shape(
    "campaign",
    "one component to mend, in the order of the campaign",
    ("repository", "branch", "dockerfile"),
    (
        _Read("repository", "word", "", "owner/name", lambda step: step[0].place.repository),
        _Read("branch", "word", "", "the branch that was read", lambda step: step[0].place.branch),
        _Read("dockerfile", "text", "path", "the Dockerfile", lambda step: step[0].component.dockerfile.path),
        _Read("component", "text", "", "the component's name", lambda step: step[0].component.name),
        _Read("working_group", "word", "", "who answers for it", lambda step: step[0].place.working_group),
        _Read("priority", "word", "", "in the run", lambda step: step[0].priority, order=("P1", "P2", "P3", "P4")),
        _Read("effort", "word", "small to large", "in the run", lambda step: step[0].effort, order=("S", "M", "L")),
        _Read("score", "number", "points, 0 to 100", "in the run", lambda step: step[0].score),
        _Read("gain", "number", "points of the organisation", "what mending it adds", lambda step: step[1]),
        _Read(
            "organization", "number", "points, 0 to 100", "the organisation's score with all up to this one mended",
            lambda step: step[2],
        ),
        _Read("next_step", "text", "", "what to do first", lambda step: step[0].next_step),
    ),
)  # fmt: skip


def steps(
    frames: Frames, *, priorities: Collection[str] = ("P1",), efforts: Collection[str] = ("S", "M")
) -> pd.DataFrame:
    """Return the newest run's components of these priorities and efforts, each with what mending it would gain."""
    scoreboard = frames.newest()
    chosen = scenario.of(priorities, efforts)
    notes = scenario.fixed(scoreboard, chosen, judging_config.of(scoreboard)).notes
    old = {each.key: each for each in scoreboard.standings}
    known = sum(each.score is not None for each in scoreboard.standings if each.in_scope)
    gains = [(old[note.standing.key], _gain(old[note.standing.key], note.standing, known)) for note in notes]
    ordered = sorted(gains, key=lambda each: ("SML".index(each[0].effort), -each[1], each[0].rank))
    start = score.mean(each.score for each in scoreboard.standings if each.in_scope) or 0.0
    sums = list(accumulate((gain for _, gain in ordered), initial=start))[1:]
    rows = [(one, gain, total) for (one, gain), total in zip(ordered, sums, strict=True)]
    return frame(STEPS, [rows]).drop(columns="run")


def _gain(before: Standing, after: Standing, known: int) -> float:
    """Return what one component adds to the mean of those that have a score."""
    return 0.0 if before.score is None or after.score is None else (after.score - before.score) / known
