"""The list of runs on record."""

from reports.console import run_list


def test_no_runs_are_said_in_words() -> None:
    assert [str(each) for each in run_list.text(())] == ["0 runs on record"]
