"""Figures of several runs, by date."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import audit
from audit.library.analysis import trend
from audit.library.frames import frames
from audit.library.frames.frames import Frames
from audit.library.loading.loaded_run import LoadedRun


@pytest.fixture(scope="module")
def loaded(output: Path) -> Frames:
    """Return the sample's run, and one a month earlier without its first component and by another rule set."""
    board = audit.load(output).newest()
    earlier = replace(board.run, date="2026-10-23", rule_set="1")
    return frames.of([LoadedRun(board), LoadedRun(replace(board, run=earlier, standings=board.standings[1:]))])


def test_the_score_is_the_mean_of_what_is_in_scope(loaded: Frames) -> None:
    table = trend.scores(loaded)
    scores = [each.score for each in loaded.newest().standings if each.in_scope and each.score is not None]
    assert [day.date() for day in table.index] == [date(2026, 10, 23), date(2026, 11, 23)]
    assert table["sample"].round(4).tolist() == [
        round(sum(scores[1:]) / (len(scores) - 1), 4), loaded.runs["score"].iloc[-1],
    ]  # fmt: skip


def test_a_column_cuts_it(loaded: Frames) -> None:
    assert trend.scores(loaded, "working_group").columns.tolist() == ["Notebooks", "Platform", "Serving", "Training"]


def test_tiers_are_counted_at_each_date(loaded: Frames) -> None:
    assert trend.tiers(loaded).to_dict("list") == {"distroless": [5, 5], "minimal": [2, 3], "slim": [2, 2]}


def test_rules_gain_or_lose(loaded: Frames) -> None:
    gains = trend.gains(loaded)
    row = gains.loc["distroless-runtime"]
    assert (row["first"], row["last"]) == (5 / 8, 5 / 9)
    assert gains["gain"].is_monotonic_decreasing


def test_what_judges_otherwise_is_told(loaded: Frames) -> None:
    assert trend.judges(loaded)[["date", "rule_set"]].astype("str").to_numpy().tolist() == [["2026-11-23", "3"]]
    assert trend.judges(loaded.latest()).empty


def test_of_one_day_the_last_run_counts(loaded: Frames) -> None:
    first, last = (each.scoreboard for each in loaded.loaded)
    twice = frames.of([LoadedRun(replace(first, run=last.run)), LoadedRun(last)])
    assert trend.tiers(twice).to_dict("list") == {"distroless": [5], "minimal": [3], "slim": [2]}


def test_what_waits_for_a_release_is_what_is_in_scope_and_was_read_at_its_tag(loaded: Frames) -> None:
    rows = trend.released(loaded)[["component", "deployed_tag", "released_score", "score", "waiting_for_release"]]
    assert rows.to_numpy().tolist() == [["controller", "v0.4.1", 32.2917, 57.5472, "KF101"]]
