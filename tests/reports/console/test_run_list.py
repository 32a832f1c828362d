"""The list of runs on record."""

from dataclasses import replace

from audit.model.history.past_run import RunLine
from audit.model.scoreboard import Scoreboard
from reports.console import run_list
from tests.reports.conftest import HOSTILE


def test_no_runs_are_said_in_words() -> None:
    assert [str(each) for each in run_list.text(())] == ["0 runs on record"]


def test_nothing_hides_in_the_list(hostile_board: Scoreboard) -> None:
    run = replace(hostile_board.run, organization=HOSTILE, only=(HOSTILE,))
    line = RunLine(1, "0123456789abcdef", run, hostile_board.total, hostile_board.outcomes, backfilled=True)
    assert [character for character in "\u202e\u200b\x07" if character in run_list.record([line])] == []
