"""Write tables as Parquet, for data tools: numbers are numbers, words are as they are; the only door to pyarrow.

pyarrow is the optional extra `parquet`, so it is imported when a table is written.
"""

import importlib
import io
from importlib.util import find_spec
from typing import Any

from audit.model.columns.column import Cell
from reports.table.table import Table
from reports.text.visible import visible

HERE = find_spec("pyarrow") is not None


def to_parquet(table: Table) -> bytes:
    """Return the table as Parquet: the same bytes for the same table and version of pyarrow."""
    arrow: Any = importlib.import_module("pyarrow")
    types = {"count": arrow.int64(), "number": arrow.float64()}
    schema = arrow.schema([(name, types.get(form, arrow.string())) for name, form in table.columns])
    rows = [
        {name: cell if form in types else _words(cell) for (name, form), cell in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]
    stream = io.BytesIO()
    importlib.import_module("pyarrow.parquet").write_table(
        arrow.Table.from_pylist(rows, schema=schema), stream, compression="zstd"
    )
    return stream.getvalue()


def _words(value: Cell) -> str:
    """Return words with every hidden character made visible, empty for None."""
    return "" if value is None else visible(str(value))
