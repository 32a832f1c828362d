"""Tables to Parquet, for data tools: numbers are numbers, words are as they are; the only door to pyarrow.

pyarrow is the optional extra `parquet`, so it is imported where it is found and nowhere else.
"""

import importlib
import io
from importlib.util import find_spec
from typing import Any

from reports.table.frame import Cell, Table
from reports.text.visible import visible

HERE = find_spec("pyarrow") is not None


def to_parquet(table: Table) -> bytes:
    """Return the table as Parquet: the same bytes for the same table and version of pyarrow."""
    arrow: Any = importlib.import_module("pyarrow")
    types = {int: arrow.int64(), float: arrow.float64()}
    schema = arrow.schema(
        [
            (column, types[table.numbers[column]] if column in table.numbers else arrow.string())
            for column in table.columns
        ]
    )
    rows = [{column: _value(table, column, row[column]) for column in table.columns} for row in table.rows]
    stream = io.BytesIO()
    importlib.import_module("pyarrow.parquet").write_table(
        arrow.Table.from_pylist(rows, schema=schema), stream, compression="zstd"
    )
    return stream.getvalue()


def _value(table: Table, column: str, value: Cell) -> Cell:
    """Return a number, nothing, or words in which nothing hides."""
    if column in table.numbers:
        return value
    return "" if value is None else visible(str(value))
