"""The frames: their types, what tells rows apart, and that they say what the tables say."""

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from audit.library.frames.frames import Frames, of
from audit.library.frames.runs import RUNS
from audit.model.columns.column import TableColumns
from audit.model.columns.components import COMPONENTS
from audit.model.columns.findings import FINDINGS
from audit.model.columns.repositories import REPOSITORIES

SHAPES: tuple[TableColumns[Any], ...] = (COMPONENTS, FINDINGS, REPOSITORIES, RUNS)
TYPES = {
    "text": "string", "word": "category", "flag": "boolean", "count": "Int64", "number": "float64",
    "day": "datetime64[s]",
}  # fmt: skip
TABLES = ((COMPONENTS, "scoreboard.csv"), (FINDINGS, "findings.csv"), (REPOSITORIES, "repositories.csv"))


def named(loaded: Frames, shape: TableColumns[Any]) -> pd.DataFrame:
    """Return the frame of a shape."""
    found = getattr(loaded, shape.name)
    assert isinstance(found, pd.DataFrame)
    return found


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_columns_are_documented_and_of_those_types_even_in_an_empty_frame(
    shape: TableColumns[Any], loaded: Frames
) -> None:
    expected = {"run": "Int64"} | {column.name: TYPES[column.form] for column in shape.columns}
    for found in (loaded, of(())):
        assert {name: str(kind) for name, kind in named(found, shape).dtypes.items()} == expected
    assert not named(loaded, shape).duplicated(list(shape.key)).any()
    assert [column.name for column in shape.columns if not column.meaning] == []


@pytest.mark.parametrize(("inner", "outer"), [(FINDINGS, COMPONENTS), (COMPONENTS, REPOSITORIES)])
def test_frames_join_on_their_keys(inner: TableColumns[Any], outer: TableColumns[Any], loaded: Frames) -> None:
    both = named(loaded, inner).merge(named(loaded, outer), on=list(outer.key), validate="many_to_one")
    assert len(both) == len(named(loaded, inner))


@pytest.mark.parametrize(("shape", "table"), TABLES, ids=[table for _, table in TABLES])
def test_a_frame_says_what_the_table_says(shape: TableColumns[Any], table: str, loaded: Frames, output: Path) -> None:
    """Of every column and row, so that nobody has to ask which one is right; profile and rule set stand in `runs`."""
    with (output / table).open(newline="") as opened:
        rows = list(csv.DictReader(opened))
    written = [{name: cell for name, cell in row.items() if name not in ("profile", "rule_set")} for row in rows]
    frame = named(loaded, shape)[list(written[0])]
    shown = zip(frame.to_dict("records"), written, strict=True)
    assert [{str(name): told(cell, row[str(name)]) for name, cell in each.items()} for each, row in shown] == written


def told(cell: object, written: str) -> str:
    """Return a cell as the table writes it, numbers rounded as there; its `?` is missing in a frame."""
    match cell:
        case _ if pd.isna(cell):  # type: ignore[call-overload]  # one cell is no frame
            return "?" if written == "?" else ""
        case bool():
            return "yes" if cell else "no"
        case pd.Timestamp():
            return cell.date().isoformat()
        case float():
            same = float(written) == round(cell, len(written.partition(".")[2]))
            return written if same else str(cell)
        case str() if written.startswith("'"):
            return f"'{cell}"
        case _:
            return str(cell)


def test_grades_compare_as_marks_do(loaded: Frames) -> None:
    grades = loaded.components["grade"]
    assert grades.min() == "E" or grades.min() in "DCBA"
    assert bool((loaded.components.loc[grades >= "B", "score"] >= 75).all())


def test_what_is_not_known_is_missing_and_not_a_word(loaded: Frames) -> None:
    assert "?" not in set(loaded.components["runtime_supported"].dropna())
    assert loaded.components.loc[~loaded.components["in_scope"], ["rank", "priority"]].isna().to_numpy().all()
