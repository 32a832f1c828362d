"""When the releases end that components stand on: from the reviewed facts in `config/lifecycle.yaml`."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from audit.compliance.base_image import lifecycle
from audit.library.analysis import judging_config
from audit.library.frames.run_frames import Frames
from audit.library.frames.schema import Column, Shape
from audit.library.frames.to_pandas import frame
from audit.model.scoreboard import Scoreboard, Standing
from audit.policy.lifecycle import Release
from audit.scoreboard import scenario

End = tuple[Standing, Release | None, str]
_Read = Column[End]
_STATES = ("ended", "ahead", "later", "no end announced", "no release named")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


ENDS = Shape(
    "forecast",
    "one release that the base of a component in scope names, or a base that names none",
    ("repository", "branch", "dockerfile", "release"),
    (
        _Read("repository", "word", "", "owner/name", lambda end: end[0].place.repository),
        _Read("branch", "word", "", "the branch that was read", lambda end: end[0].place.branch),
        _Read("dockerfile", "text", "path", "the Dockerfile", lambda end: end[0].component.dockerfile.path),
        _Read("component", "text", "", "the component's name", lambda end: end[0].component.name),
        _Read("working_group", "word", "", "who answers for it", lambda end: end[0].place.working_group),
        _Read("base_image", "text", "", "what it stands on, as written", lambda end: end[0].runtime.image.text),
        _Read("release", "text", "", "such as debian 12", lambda end: lifecycle.shown(end[1]) if end[1] else None),
        _Read(
            "state", "word", "", "on the run's date; `ahead` ends within the months asked for", lambda end: end[2],
            order=_STATES,
        ),
        _Read("ends", "day", "", "last day of support", lambda end: _day(end[1].ends) if end[1] else None),
        _Read(
            "extended", "day", "", "last day of the long-term team's support",
            lambda end: _day(end[1].extended) if end[1] else None,
        ),
        _Read(
            "month", "text", "YYYY-MM", "of the last day",
            lambda end: (_day(end[1].ends) or "")[:7] if end[1] else None,
        ),
    ),
)  # fmt: skip


def ends(frames: Frames, *, months: int = 24) -> pd.DataFrame:
    """Return when what the newest run's components in scope stand on ends, by day, then by place.

    Bases that name no release are in it too: nobody can tell when they end.
    """
    scoreboard = frames.newest()
    rows = sorted(_ends(scoreboard, months), key=lambda end: (_last(end[1]), end[0].rank))
    return frame(ENDS, [rows]).drop(columns="run")


def months(found: pd.DataFrame) -> pd.DataFrame:
    """Return how many components of a forecast lose support by month (rows) and release (columns), of what is ahead."""
    ahead = found[found["state"].eq("ahead")]
    return pd.crosstab(ahead["month"].astype("str"), ahead["release"].astype("str"))


def _ends(scoreboard: Scoreboard, months: int) -> Iterator[End]:
    on = judging_config.of(scoreboard)
    conditions = scenario.conditions(scoreboard, on)
    today = date.fromisoformat(scoreboard.run.date)
    for one in scoreboard.standings:
        if one.in_scope:
            case = scenario.case(one, conditions)
            image = case.foundation(case.dockerfile.final_stage).image
            found = lifecycle.releases(image, on.lifecycle)
            yield from ((one, release, _state(release, today, months)) for release in found)
            if not found:
                yield one, None, "no release named"


def _state(release: Release, today: date, months: int) -> str:
    if release.ends is None:
        return "no end announced"
    if release.ends < today:
        return "ended"
    left = (release.ends.year - today.year) * 12 + release.ends.month - today.month
    whole = left < months or (left == months and release.ends.day <= today.day)
    return "ahead" if whole else "later"


def _last(release: Release | None) -> date:
    return release.ends if release and release.ends else date.max
