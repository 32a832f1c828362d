"""The tables as Parquet."""

import io

from pyarrow import parquet

from audit.model.scoreboard import Scoreboard
from reports import table


def schemas(board: Scoreboard) -> dict[str, dict[str, str]]:
    """Return the columns that are not words, by file."""
    files = {name: content for name, content in table.write(board) if isinstance(content, bytes)}
    read = {name: parquet.read_schema(io.BytesIO(content)) for name, content in files.items()}
    return {
        name: {each.name: str(each.type) for each in found if str(each.type) != "string"}
        for name, found in read.items()
    }


def test_numbers_are_numbers(board: Scoreboard) -> None:
    assert schemas(board) == {
        "scoreboard.parquet": {
            "rank": "int64",
            "score": "double",
            "coverage": "double",
            "released_score": "double",
            **dict.fromkeys(
                ("cve_critical", "cve_high", "cve_medium", "cve_low", "cve_unknown", "cve_fixable"), "int64"
            ),
        },
        "findings.parquet": {"line": "int64"},
        "repositories.parquet": {"dockerfiles": "int64", "in_scope": "int64", "skipped": "int64", "score": "double"},
    }


def test_a_table_of_nothing_has_the_same_columns(board: Scoreboard, empty_board: Scoreboard) -> None:
    assert schemas(empty_board) == schemas(board)


def test_a_row_is_that_of_the_csv_with_its_types(board: Scoreboard) -> None:
    content = dict(table.write(board))["scoreboard.parquet"]
    assert isinstance(content, bytes)
    rows = parquet.read_table(io.BytesIO(content)).to_pylist()
    assert [
        (each["rank"], each["component"], each["score"], each["in_scope"], each["image"]) for each in rows[7:10]
    ] == [
        (8, "kfp-metadata-envoy", None, "yes", ""),
        (9, "trainer-controller-manager", 100.0, "yes", ""),
        (None, "deepspeed-runtime", 0.0, "no", ""),
    ]


def test_the_same_table_gives_the_same_bytes(hostile_board: Scoreboard) -> None:
    assert list(table.write(hostile_board)) == list(table.write(hostile_board))
