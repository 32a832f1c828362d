"""Where runs are on record, and what is said of a place that holds none."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import audit
from audit.errors import RecordError
from audit.library import Frames
from audit.library.loading.loaded_run import LoadedRun

Change = Callable[[dict[str, Any]], object]


def days(found: Frames) -> list[date]:
    """Return the runs' dates."""
    return [each.date() for each in found.runs["date"]]


def dated(output: Path, folder: Path, day: str) -> Path:
    """Write the same run as of another day into a folder of its own."""
    (folder / day).mkdir(parents=True)
    record = json.loads((output / "scoreboard.json").read_text())
    record["run"]["date"] = day
    (folder / day / "scoreboard.json").write_text(json.dumps(record))
    return folder / day


def test_a_folder_or_its_record_is_one_run(output: Path, loaded: Frames) -> None:
    assert days(loaded) == [date(2026, 11, 23)]
    assert loaded.loaded == (LoadedRun(loaded.newest()),)
    assert audit.load(output / "scoreboard.json").newest() == audit.load(str(output)).newest() == loaded.newest()


def test_a_folder_of_folders_is_a_run_for_each_the_oldest_first(output: Path, tmp_path: Path) -> None:
    for day in ("2026-11-22", "2026-09-01", "2026-10-01"):
        dated(output, tmp_path, day)
    found = audit.load(tmp_path)
    assert days(found) == [date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 22)]
    assert found.runs["run"].tolist() == [0, 1, 2]
    assert found.components.groupby("run").size().tolist() == [18, 18, 18]


def test_several_places_are_read_together_and_the_latest_is_the_newest_run_alone(output: Path, tmp_path: Path) -> None:
    both = audit.load(output, dated(output, tmp_path, "2026-01-01"))
    assert days(both) == [date(2026, 1, 1), date(2026, 11, 23)]
    assert (days(both.latest()), set(both.latest().findings["run"])) == ([date(2026, 11, 23)], {0})


@pytest.mark.parametrize(
    ("place", "said"),
    [
        pytest.param(
            "missing",
            "missing: no such folder; expected an output folder with scoreboard.json, or a folder of such folders",
            id="a folder that is not there",
        ),
        pytest.param(
            ".",
            ".: holds no record; expected an output folder with scoreboard.json, or a folder of such folders",
            id="a folder without a record",
        ),
        pytest.param(
            "ftp://me:secret@host/out",
            "ftp://...: nothing is read from ftp; "
            "expected an output folder, the http(s) address of a published one, or a history",
            id="another scheme, whose password is not repeated",
        ),
        pytest.param(
            "https://me:secret@host/out",
            "https://...: holds a name or password; expected a public address",
            id="an address with a password, which is not repeated",
        ),
        pytest.param(
            "https:///out", "https:///out: names no host; expected https://host/folder", id="an address without a host"
        ),
    ],
)
def test_a_place_that_holds_no_run_is_named(
    place: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RecordError, match=f"^{re.escape(said)}$"):
        audit.load(place)


def test_no_place_at_all_is_an_error() -> None:
    with pytest.raises(RecordError, match=r"^load\(\): names no place; expected an output folder"):
        audit.load()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(
            lambda record: record.update(schema_version=4),
            "`schema_version`: is 4, expected 3; a newer image-audit reads it",
            id="a newer record",
        ),
        pytest.param(
            lambda record: record.update(schema_version=0),
            "`schema_version`: is 0, expected 3; audit anew",
            id="an older record",
        ),
        pytest.param(lambda record: record.clear(), "lacks the key `schema_version`", id="another document"),
        pytest.param(lambda record: record.pop("run"), "lacks the key `run`", id="a missing key"),
        pytest.param(
            lambda record: record["run"].pop("date"), "`run`: lacks the key `date`", id="a missing key further in"
        ),
        pytest.param(
            lambda record: record["standings"][1].update(rank="first"),
            "`standings[1].rank`: expected `int`, got `str`",
            id="a value of another type",
        ),
        pytest.param(
            lambda record: record["standings"][1].update(priority="P9"),
            "`standings[1].priority`: Invalid enum value 'P9'",
            id="a word that no column knows",
        ),
        pytest.param(
            lambda record: record["run"].update(date="yesterday"),
            "`run.date`: is 'yesterday', expected a date such as 2026-11-23",
            id="a date that is none",
        ),
    ],
)
def test_a_faulty_record_is_told_by_file_and_key(change: Change, said: str, output: Path, tmp_path: Path) -> None:
    record = json.loads((output / "scoreboard.json").read_text())
    change(record)
    path = tmp_path / "scoreboard.json"
    path.write_text(json.dumps(record))
    with pytest.raises(RecordError, match=f"^{re.escape(f'{path}: {said}')}$"):
        audit.load(tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"<!doctype html>", "not JSON: JSON is malformed", id="a page"),
        pytest.param(b"", "not JSON: Input data was truncated", id="an empty file"),
        pytest.param(b'{"schema_version": 3, "run": {"date": "\xff"}}', "not JSON: ", id="bytes that are no text"),
        pytest.param(b'{"schema_version": 3, "x": ' + b"[" * 10**6, "nested without end", id="nested without end"),
    ],
)
def test_what_is_no_json_is_told(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "scoreboard.json").write_bytes(content)
    with pytest.raises(RecordError, match=f"^{re.escape(str(tmp_path))}/scoreboard.json: {said}"):
        audit.load(tmp_path)


def test_a_check_imports_no_pandas() -> None:
    """`audit.load` is imported when it is asked for."""
    loaded = "print(*sorted({'pandas', 'audit.library'} & set(sys.modules)))"
    said = f"import sys, audit.cli.program, audit.cli.commands.check; {loaded}"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_what_audit_does_not_offer_is_no_attribute() -> None:
    assert not hasattr(audit, "unload")
