"""Plots say what they are given, in words too; what is hostile stays text."""

import re

import pandas as pd
import pytest

from reports import plot
from reports.chart import Chart

HOSTILE = "</desc><script>alert(1)</script> $\\alpha$ \u202egnp"


def words(chart: Chart) -> str:
    """Return the text alternative."""
    return chart.description


def test_bars_keep_their_order_and_leave_out_what_is_missing() -> None:
    chart = plot.bars(pd.Series({"Training": 64.19, "Data": float("nan"), "Serving": 100}), "Score", "points")
    assert words(chart) == "Training: 64.2 points; Serving: 100 points."


def test_whole_numbers_that_may_be_missing_are_numbers() -> None:
    ranks = pd.Series([3, None, 1], index=["a", "b", "c"], dtype="Int64")
    assert words(plot.shifts(ranks, ranks, "Ranks", "rank")) == "a: from 3 to 3 rank; c: from 1 to 1 rank."


def test_a_name_that_stands_there_twice_is_two_rows() -> None:
    before = pd.Series([10.0, 20.0], index=["backend", "backend"])
    chart = plot.shifts(before, before + 5, "Scores", "points")
    assert words(chart) == "backend: from 10 to 15 points; backend: from 20 to 25 points."


def test_shifts_of_different_lengths_are_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        plot.shifts({"a": 1}, {}, "Scores", "points")


@pytest.mark.parametrize("standing", [False, True])
def test_stacks_tell_each_part(standing: bool) -> None:  # noqa: FBT001 - a parameter of the test
    table = pd.DataFrame({"slim": [3, 1], "full": [0, 2]}, index=["go", "node"])
    chart = plot.stacks(table, "Bases", "components", standing=standing)
    assert words(chart) == "go, slim: 3; node, slim: 1; go, full: 0; node, full: 2."


def test_lines_tell_where_they_begin_and_end() -> None:
    table = pd.DataFrame({"sample": [50.0, 75.5]}, index=pd.to_datetime(["2026-01-01", "2026-02-01"]))
    assert words(plot.lines(table, "Score", "points")) == "sample: from 50 to 75.5 points."


@pytest.mark.parametrize(
    "chart",
    [
        pytest.param(plot.bars({}, "Bars", "points"), id="bars"),
        pytest.param(plot.stacks({}, "Stacks", "components"), id="stacks"),
        pytest.param(plot.lines({}, "Lines", "points"), id="lines"),
        pytest.param(plot.shifts({}, {}, "Shifts", "points"), id="shifts"),
    ],
)
def test_nothing_is_said_to_be_nothing(chart: Chart) -> None:
    assert words(chart) == "Nothing to show."
    assert "Nothing to show." in chart.svg


@pytest.mark.parametrize(
    "chart",
    [
        pytest.param(plot.bars({HOSTILE: 1}, HOSTILE, "points"), id="bars"),
        pytest.param(plot.stacks({HOSTILE: {HOSTILE: 1}}, HOSTILE, "components"), id="stacks"),
        pytest.param(plot.lines({HOSTILE: {"2026-01-01": 1}}, HOSTILE, "points"), id="lines"),
        pytest.param(plot.shifts({HOSTILE: 1}, {HOSTILE: 2}, HOSTILE, "points"), id="shifts"),
    ],
)
def test_a_hostile_name_stays_text(chart: Chart) -> None:
    assert "<script" not in chart.svg
    assert "\u202e" not in chart.svg
    assert len(re.findall("</desc>", chart.svg)) == 1


def test_a_notebook_shows_the_picture() -> None:
    chart = plot.bars({"a": 1}, "Bars", "points")
    assert chart._repr_svg_() == chart.svg
    assert plot.bars({"a": 1}, "Bars", "points") == chart
