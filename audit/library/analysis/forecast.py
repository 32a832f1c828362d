"""Forecast the end of support of base images, from the reviewed facts in `config/lifecycle.yaml`."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from audit.compliance.base_image import lifecycle
from audit.library.analysis import judging_config
from audit.library.frames.frames import Frames
from audit.library.frames.to_pandas import frame
from audit.model.columns.column import Column, TableColumns
from audit.model.columns.components import COMPONENTS
from audit.model.scoreboard import Scoreboard, Standing
from audit.policy.lifecycle import Release
from audit.scoreboard import rescore

End = tuple[Standing, Release | None, str]
_Column = Column[End]
_STATES = ("ended", "ahead", "later", "no end announced", "no release named")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


ENDS = TableColumns(
    "forecast",
    "one release that the base of a component in scope names, or a base that names none",
    ("repository", "branch", "dockerfile", "target", "release"),
    (
        *(
            column.of(lambda end: end[0])
            for column in COMPONENTS.named(
                "repository", "branch", "dockerfile", "target", "component", "working_group", "base_image"
            )
        ),
        _Column("release", "text", "", "such as debian 12", lambda end: lifecycle.shown(end[1]) if end[1] else None),
        _Column(
            "state", "word", "", "on the run's date; `ahead` ends within the months asked for", lambda end: end[2],
            order=_STATES,
        ),
        _Column("ends", "day", "", "last day of support", lambda end: _day(end[1].ends) if end[1] else None),
        _Column(
            "extended", "day", "", "last day of the long-term team's support",
            lambda end: _day(end[1].extended) if end[1] else None,
        ),
        _Column(
            "month", "text", "YYYY-MM", "of the last day",
            lambda end: (_day(end[1].ends) or "")[:7] if end[1] else None,
        ),
    ),
)  # fmt: skip


def ends(frames: Frames, *, months: int = 24) -> pd.DataFrame:
    """Return the last days of support of the bases of the newest run's components in scope, by day, then by rank.

    A base that names no release has a row without a day. `months` is the time from the run's date that counts as ahead.
    """
    scoreboard = frames.newest()
    rows = sorted(_ends(scoreboard, months), key=lambda end: (_last(end[1]), end[0].rank))
    return frame(ENDS, [rows]).drop(columns="run")


def months(found: pd.DataFrame) -> pd.DataFrame:
    """Return how many components of a forecast lose support by month (rows) and release (columns), of what is ahead."""
    ahead = found[found["state"].eq("ahead")]
    return pd.crosstab(ahead["month"].astype("str"), ahead["release"].astype("str"))


def _ends(scoreboard: Scoreboard, months: int) -> Iterator[End]:
    config = judging_config.of(scoreboard)
    conditions = rescore.conditions(scoreboard, config)
    today = date.fromisoformat(scoreboard.run.date)
    for standing in scoreboard.standings:
        if standing.in_scope:
            case = rescore.case(standing, conditions)
            image = case.foundation(case.dockerfile.final_stage).image
            found = lifecycle.releases(image, config.lifecycle)
            yield from ((standing, release, _state(release, today, months)) for release in found)
            if not found:
                yield standing, None, "no release named"


def _state(release: Release, today: date, months: int) -> str:
    if release.ends is None:
        return "no end announced"
    if release.ends < today:
        return "ended"
    left = (release.ends.year - today.year) * 12 + release.ends.month - today.month
    is_within = left < months or (left == months and release.ends.day <= today.day)
    return "ahead" if is_within else "later"


def _last(release: Release | None) -> date:
    return release.ends if release and release.ends else date.max
