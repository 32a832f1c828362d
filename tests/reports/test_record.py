"""The record and its schema."""

import json

import msgspec
import pytest
from jsonschema import Draft202012Validator

from audit.model.scoreboard import SCHEMA_VERSION, Scoreboard
from reports import record
from reports.text.json_text import pretty


@pytest.mark.parametrize("which", ["board", "empty_board", "hostile_board"])
def test_the_record_keeps_its_schema(which: str, request: pytest.FixtureRequest) -> None:
    schema = json.loads(record.schema())
    Draft202012Validator.check_schema(schema)
    document = json.loads(record.render(request.getfixturevalue(which)))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(document)] == []


def test_the_schema_refuses_another_version(board: Scoreboard) -> None:
    document = json.loads(record.render(board)) | {"schema_version": 2}
    validator = Draft202012Validator(json.loads(record.schema()))
    assert [error.message for error in validator.iter_errors(document)] == ["3 was expected"]


def test_the_version_stands_first(board: Scoreboard) -> None:
    assert list(json.loads(record.render(board))) == [
        "schema_version", "run", "total", "groups", "repositories", "standings", "rules", "tallies", "ledger",
        "outcomes", "skipped", "other_builds", "waivers", "overrides", "notices", "inactive", "method", "foreign",
        "scans",
    ]  # fmt: skip


def test_the_record_is_pretty_and_ends_its_last_line(board: Scoreboard) -> None:
    assert record.render(board).splitlines()[:4] == [
        "{",
        '  "schema_version": 3,',
        '  "run": {',
        '    "organization": "kubeflow",',
    ]
    assert record.render(board)[-2:] == "}\n"


def test_the_record_keeps_every_character_but_hides_none(hostile_board: Scoreboard) -> None:
    text = record.render(hostile_board)
    assert [character for character in "\u202e\u200b\x07" if character in text] == []
    name = json.loads(text)["standings"][0]["component"]["name"]
    assert name == hostile_board.standings[0].component.name


@pytest.mark.parametrize("which", ["board", "hostile_board", "empty_board"])
def test_the_pieces_make_what_is_written_at_once(which: str, request: pytest.FixtureRequest) -> None:
    board: Scoreboard = request.getfixturevalue(which)
    at_once = pretty({"schema_version": SCHEMA_VERSION, **msgspec.to_builtins(board)})
    assert "".join(record.pieces(board)) == at_once
