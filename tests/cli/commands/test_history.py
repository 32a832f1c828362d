"""`run --history` and `history`: runs come on record, are listed, thinned, taken elsewhere."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command

ROOT = Path(__file__).parents[3]
RUN = ("run", "--config", "sample", "--quiet")


def dates(audit: Command, *more: str) -> list[str]:
    """Return the dates of the runs on record."""
    return [each["run"]["date"] for each in json.loads(audit("history", *more, "--format", "json").out)["runs"]]


def test_a_run_with_a_history_is_on_record_once(audit: Command) -> None:
    for day in ("2026-11-21", "2026-11-22", "2026-11-22"):
        assert audit(*RUN, "--history", "history.sqlite", "--date", day).code == 0
    assert dates(audit) == ["2026-11-21", "2026-11-22"]
    assert audit("history").out.splitlines()[-1] == "2 runs on record"


def test_a_run_without_a_history_keeps_none_and_loads_no_database(audit: Command) -> None:
    said = "import sys; from audit.cli import main\ntry: main()\nfinally: print('sqlalchemy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", said, *RUN], check=True, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)}
    )
    assert done.stdout == "False\n"
    assert audit("history").err == (
        "image-audit: --history: no history at history.sqlite; `image-audit run --history history.sqlite` begins one\n"
    )


def test_the_environment_says_where_the_history_is(audit: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGE_AUDIT_HISTORY", "elsewhere.sqlite")
    audit(*RUN)
    assert dates(audit) == ["2026-11-23"]
    assert audit("history", "thin", "--dry-run").out == "0 of 1 runs would go\n"
    assert audit("history", "--history", "none.sqlite", "thin").code == 2


def test_old_runs_go_when_a_new_one_comes(audit: Command) -> None:
    for day in ("2020-03-01", "2020-03-02", "2026-11-22"):
        audit(*RUN, "--history", "history.sqlite", "--date", day)
    assert dates(audit) == ["2020-03-02", "2026-11-22"]


def test_another_policy_thins_otherwise(audit: Command) -> None:
    for day in ("2026-11-17", "2026-11-18", "2026-11-19"):
        audit(*RUN, "--history", "history.sqlite", "--date", day)
    Path("mine.yaml").write_text("every_run_days: 1\nweekly_days: 365\n")
    assert audit("history", "thin", "--policy", "mine.yaml").out == "1 of 3 runs went\n"
    assert dates(audit) == ["2026-11-18", "2026-11-19"]
    Path("mine.yaml").write_text("every_run_days: 9\nweekly_days: 1\n")
    assert audit("history", "thin", "--policy", "mine.yaml").err == (
        "image-audit: mine.yaml:2: `weekly_days`: expected no less than every_run_days\n"
    )


def test_a_job_without_a_disk_keeps_its_history_in_a_file(audit: Command) -> None:
    audit(*RUN, "--history", "history.sqlite", "--date", "2026-11-22")
    assert audit("history", "export", "history.jsonl").code == 0
    Path("history.sqlite").unlink()
    assert audit("history", "import", "history.jsonl").out == "1 runs came to the record\n"
    audit(*RUN, "--history", "history.sqlite", "--date", "2026-11-23")
    assert dates(audit) == ["2026-11-22", "2026-11-23"]


def test_a_place_that_cannot_be_opened_is_said_before_any_work(audit: Command) -> None:
    Path("notes.sqlite").write_text("not a database, and long enough to be read as the head of one")
    said = audit(*RUN, "--history", "notes.sqlite")
    assert (said.code, said.err) == (
        2,
        "image-audit: --history: sqlite:///notes.sqlite: file is not a database\n",
    )
    assert not Path("out").exists()
