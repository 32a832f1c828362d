"""When releases end that components stand on."""

from dataclasses import replace

import pytest

from audit.library.analysis import forecast
from audit.library.frames import frames
from audit.library.frames.frames import Frames
from audit.library.loading.loaded_run import LoadedRun


def test_each_release_that_a_base_names_has_a_row_by_day(loaded: Frames) -> None:
    found = forecast.ends(loaded)
    columns = found[["component", "release", "state", "month"]].astype("object").fillna("")
    ahead = columns[columns["state"].eq("ahead")]
    assert ahead.to_numpy().tolist() == [
        ["metrics-collector", "alpine 3.22", "ahead", "2027-05"],
        ["suggestion", "python 3.11", "ahead", "2027-10"],
        ["volumes-web-app", "python 3.12", "ahead", "2028-10"],
    ]
    assert found["state"].value_counts().to_dict() == {
        "ended": 3, "ahead": 3, "later": 0, "no end announced": 3, "no release named": 1,
    }  # fmt: skip


def test_releases_are_those_that_the_run_names(loaded: Frames) -> None:
    """The forecast finds them anew, through the organisation's own images."""
    keys = ["repository", "branch", "dockerfile"]
    found = forecast.ends(loaded).dropna(subset="release")
    said = {key: set(rows["release"]) for key, rows in found.groupby(keys, observed=True)}
    inside = loaded.components[loaded.components["in_scope"]].dropna(subset="runtime_release").set_index(keys)
    assert {key: " ".join(sorted(each)) for key, each in said.items()} == inside["runtime_release"].to_dict()


@pytest.mark.parametrize(
    ("months", "ahead"),
    [
        pytest.param(5, [], id="the day before the month begins"),
        pytest.param(6, ["alpine 3.22"], id="within half a year"),
        pytest.param(11, ["alpine 3.22"], id="eleven months end on 2027-10-23"),
        pytest.param(12, ["alpine 3.22", "python 3.11"], id="a year"),
    ],
)
def test_ahead_is_within_the_months_asked_for(months: int, ahead: list[str], loaded: Frames) -> None:
    found = forecast.ends(loaded, months=months)
    assert found.loc[found["state"].eq("ahead"), "release"].tolist() == ahead


@pytest.mark.parametrize(
    ("day", "state"),
    [
        pytest.param("2027-05-01", "ahead", id="on its last day it is supported"),
        pytest.param("2027-05-02", "ended", id="the day after it is not"),
    ],
)
def test_the_day_of_the_run_decides(day: str, state: str, loaded: Frames) -> None:
    board = loaded.newest()
    found = forecast.ends(frames.of([LoadedRun(replace(board, run=replace(board.run, date=day)))]))
    assert found.loc[found["release"].eq("alpine 3.22"), "state"].tolist() == [state]
