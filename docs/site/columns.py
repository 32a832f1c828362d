"""Write the tables of the columns that the library's frames have."""

from collections.abc import Mapping
from typing import Any

from audit.library.analysis.campaign import STEPS
from audit.library.analysis.forecast import ENDS
from audit.library.analysis.scenario_diff import CHANGES, NOTES
from audit.library.frames.runs import RUNS
from audit.model.columns.column import Column, Form, TableColumns
from audit.model.columns.components import COMPONENTS
from audit.model.columns.findings import FINDINGS
from audit.model.columns.repositories import REPOSITORIES

FRAMES: tuple[TableColumns[Any], ...] = (RUNS, REPOSITORIES, COMPONENTS, FINDINGS, CHANGES, NOTES, STEPS, ENDS)
TYPES: Mapping[Form, str] = {
    "text": "string", "word": "category", "flag": "boolean", "count": "Int64", "number": "float64",
    "day": "datetime64[s]",
}  # fmt: skip


def tables() -> str:
    """Return a section with a table for each frame."""
    return "".join(_table(frame) for frame in FRAMES)


def _table(frame: TableColumns[Any]) -> str:
    key = ", ".join(f"`{name}`" for name in frame.key)
    head = f"### `{frame.name}`\n\nA row is {frame.row}. Key: {key}.\n\n| column | type | unit | meaning |\n"
    head += "|---|---|---|---|\n"
    first = "| `run` | Int64 | number, from 0 | the run, oldest first |\n" if "run" in frame.key else ""
    return head + first + "".join(_row(column) for column in frame.columns) + "\n"


def _row(column: Column[Any]) -> str:
    order = f" in the order {', '.join(column.order)}" if column.order else ""
    return f"| `{column.name}` | {TYPES[column.form]}{order} | {column.unit} | {column.meaning} |\n"
