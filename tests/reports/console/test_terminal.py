"""What a run says at its end."""

from pathlib import Path

import pytest

from audit.model.scoreboard import Scoreboard
from reports.console import terminal


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.delenv("FORCE_COLOR", raising=False)


def said(board: Scoreboard, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the lines of the conclusion, without the blanks that fill them."""
    terminal.conclude(board, Path("out"))
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def test_the_moves_come_with_their_next_step_and_then_the_totals(
    board: Scoreboard, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = said(board, capsys)
    assert lines[:4] == [
        "Next moves",
        "#  priority  score  effort  move",
        "1  P1           56  S       katib-controller (kubeflow/katib)",
        "                            Move katib-controller to gcr.io/distroless/static-debian12:nonroot",
    ]
    assert lines[-4:] == [
        "kubeflow: score 58.3 (C), coverage 90 %, 9 components in scope of 12 Dockerfiles, 1 skipped in all",
        "P1 3; P2 3; P3 1; P4 1; done 1",
        "4 branches expected: 3 audited, 0 unchanged, 0 skipped, 1 failed",
        "out/scoreboard.html",
    ]


def test_of_many_moves_ten_are_shown_and_the_rest_is_counted(
    large_board: Scoreboard, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = said(large_board, capsys)
    ranked = [each.rank for each in large_board.standings if each.in_scope and each.priority != "done"]
    shown = [int(line.split()[0]) for line in lines[2:22:2]]
    assert (shown, lines[22]) == (ranked[:10], f"and {len(ranked) - 10} more on the page")


def test_nothing_to_move_is_no_table(empty_board: Scoreboard, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(empty_board, capsys)[0] == ("kubeflow: no score, 0 components in scope of 0 Dockerfiles")


def test_no_color_means_no_color(
    board: Scoreboard, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    colored = "".join(said(board, capsys))
    monkeypatch.setenv("NO_COLOR", "1")
    plain = "".join(said(board, capsys))
    # bold stays, which is no colour: https://no-color.org
    assert ("\x1b[" in colored, "\x1b[3" in plain.replace("\x1b[3m", "")) == (True, False)
