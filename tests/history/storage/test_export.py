"""A history as JSON lines, and back."""

import json
from pathlib import Path

import pytest

from audit.errors import UserError
from audit.history.storage import export, query
from audit.history.storage.database import open_database
from audit.history.storage.insert import add_runs
from tests.history.boards import GOOD
from tests.history.storage.test_insert import night


def exported(place: str) -> list[str]:
    """Return the lines of a history of three nights."""
    with open_database(place) as history:
        add_runs(history, [night("2026-11-20"), night("2026-11-21"), night("2026-11-22", web=GOOD)])
        return list(export.lines(history))


def test_what_is_exported_and_imported_is_the_same_history(place: str, tmp_path: Path) -> None:
    lines = exported(place)
    assert [next(iter(json.loads(each).keys() - {"version", "content"})) for each in lines] == [
        "judged", "judged", "run", "run", "judged", "run",
    ]  # fmt: skip
    with open_database(str(tmp_path / "copy.sqlite")) as copy:
        assert export.import_runs(copy, lines, "history.jsonl") == 3
        assert list(export.lines(copy)) == lines
        assert export.import_runs(copy, lines, "history.jsonl") == 0
        assert query.run(copy, 3) == night("2026-11-22", web=GOOD)


def test_two_files_after_one_another_are_one(tmp_path: Path) -> None:
    lines = exported(str(tmp_path / "one.sqlite"))
    with open_database(str(tmp_path / "two.sqlite")) as copy:
        assert export.import_runs(copy, lines[:3] + lines, "history.jsonl") == 3


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        pytest.param("{", "Expecting property name", id="a line that is cut off"),
        pytest.param("[]", "has no attribute", id="a line that is no object"),
        pytest.param('{"version": 7}', "version 7, expected 1 or 2 or 3", id="another version"),
        pytest.param(
            '{"version": 1, "run": {"components": [{"judged": "x"}]}}', "no line before it", id="no judgement"
        ),
        pytest.param('{"version": 1, "run": {"components": []}}', "missing required field", id="half a run"),
    ],
)
def test_a_line_that_cannot_be_taken_is_named_and_nothing_is(
    broken: str, said: str, place: str, tmp_path: Path
) -> None:
    lines = [*exported(str(tmp_path / "whole.sqlite")), broken]
    with open_database(place) as history:
        with pytest.raises(UserError) as error:
            export.import_runs(history, lines, "history.jsonl")
        assert str(error.value).startswith("history.jsonl:7: not a line of an exported history: ")
        assert said in str(error.value)
        assert query.run_lines(history) == ()


def test_a_run_whose_content_was_changed_is_refused(tmp_path: Path) -> None:
    lines = exported(str(tmp_path / "whole.sqlite"))
    document = json.loads(lines[2])
    document["run"]["total"]["score"] = 100.0
    with open_database(str(tmp_path / "copy.sqlite")) as history, pytest.raises(UserError) as error:
        export.import_runs(history, [*lines[:2], json.dumps(document)], "history.jsonl")
    told = f"its content is not that of run {document['run']['id']}"
    assert str(error.value) == f"history.jsonl:3: not a line of an exported history: {told}"
