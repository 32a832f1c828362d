"""Two runs at once, and one that is killed while it writes: real processes on one history."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from audit.history.records import run_summary
from audit.history.storage import query
from audit.history.storage.database import open_database
from audit.history.storage.insert import add_runs
from tests.history.boards import ALPINE, Tree, board

ROOT = Path(__file__).parents[2]
MANY = [f"2026-{month:02}-{day:02}" for month in (9, 10) for day in range(1, 16)]


def begun(place: str, how: str, dates: Sequence[str]) -> subprocess.Popen[str]:
    """Start a writer, and return it when it is about to open the history."""
    command = [sys.executable, "-m", "tests.history.writer", place, how, *dates]
    writer = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    return writer


def go(writer: subprocess.Popen[str]) -> None:
    """Let a writer go on."""
    assert writer.stdin is not None
    writer.stdin.write("go\n")
    writer.stdin.flush()


def test_two_runs_at_once_begin_one_history_and_lose_nothing(place: str) -> None:
    # both keep the days of the middle: each of them is one run
    writers = [begun(place, "keep", MANY[:20]), begun(place, "keep", MANY[10:])]
    for each in writers:
        go(each)
    assert [each.communicate(timeout=120)[0] for each in writers] == ["", ""]
    assert [each.returncode for each in writers] == [0, 0]
    with open_database(place) as history:
        found = query.run_lines(history)
        assert [each.run.date for each in found] == MANY
        expected = run_summary.summarize(board(Tree("acme/web", {"Dockerfile": ALPINE}), date=MANY[0]))
        assert query.run(history, found[0].number) == expected


def test_a_run_that_is_killed_while_it_writes_leaves_nothing_half(place: str) -> None:
    first = run_summary.summarize(board(Tree("acme/web", {"Dockerfile": ALPINE}), date="2026-08-01"))
    with open_database(place) as history:
        add_runs(history, [first])
    writer = begun(place, "hang", MANY)
    go(writer)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "inside\n"
    writer.kill()
    writer.wait(timeout=60)
    writer.communicate()
    second = run_summary.summarize(board(Tree("acme/web", {"Dockerfile": ALPINE}), date="2026-08-02"))
    with open_database(place) as history:
        assert add_runs(history, [second]) == 1
        assert [each.run.date for each in query.run_lines(history)] == ["2026-08-01", "2026-08-02"]
        assert query.run(history, query.run_lines(history)[0].number) == first
