"""List the campaigns of a run, and order the components of some by what each fix adds to the score.

A campaign is one step: components of one repository, branch, language, old base, target and class.
"""

from collections.abc import Collection
from fnmatch import fnmatchcase
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
    frames: Frames,
    *,
    priorities: Collection[str] = ("P1",),
    efforts: Collection[str] = ("S", "M"),
    campaign: str = "*",
) -> pd.DataFrame:
    """Return the newest run's components of these priorities and efforts, and what each fix would gain.

    `campaign` is a glob on the text of the campaign.
    """
    scoreboard = frames.newest()
    of_both = scenario.of(priorities, efforts)

    def chosen(standing: Standing) -> bool:
        return of_both(standing) and fnmatchcase(standing.ranking.campaign, campaign)

    notes = scenario.fixed(scoreboard, chosen, judging_config.of(scoreboard)).notes
    before = {standing.key: standing for standing in scoreboard.standings}
    known = sum(standing.score is not None for standing in scoreboard.standings if standing.in_scope)
    gains = [(before[note.standing.key], _gain(before[note.standing.key], note.standing, known)) for note in notes]
    ordered = sorted(gains, key=lambda pair: ("SML".index(pair[0].effort), -pair[1], pair[0].rank))
    start = score.mean(standing.score for standing in scoreboard.standings if standing.in_scope) or 0.0
    sums = list(accumulate((gain for _, gain in ordered), initial=start))[1:]
    rows = [(standing, gain, total) for (standing, gain), total in zip(ordered, sums, strict=True)]
    return frame(STEPS, [rows]).drop(columns="run")


def listed(frames: Frames, campaign: str = "*") -> pd.DataFrame:
    """Return a row for each campaign of the newest run whose text fits a glob, by rank.

    Columns: rank, priority, repository, branch, campaign, size (components), components (names), effort (of the worst
    member), and of its best member value, exposure, target_base and next_step.
    """
    components = frames.latest().components
    named = components[components["campaign"].notna() & components["in_scope"].astype("bool")]
    fitting = named[[fnmatchcase(str(text), campaign) for text in named["campaign"]]]
    groups = fitting.sort_values("rank", kind="stable").groupby("campaign", sort=False)
    lead = groups[["rank", "priority", "repository", "branch", "value", "exposure", "target_base", "next_step"]].first()
    lead.insert(4, "size", groups.size())
    lead.insert(5, "components", groups["component"].agg(", ".join))
    lead.insert(6, "effort", groups["effort"].max())
    return lead.reset_index()


def _gain(before: Standing, after: Standing, known: int) -> float:
    """Return what one component adds to the mean of those that have a score."""
    return 0.0 if before.score is None or after.score is None else (after.score - before.score) / known
