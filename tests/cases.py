"""Parametrize a test by a table whose keys are sentences."""

from collections.abc import Mapping

import pytest


def cases(names: str, table: Mapping[str, object]) -> pytest.MarkDecorator:
    """Return the mark of a table: id -> the value, or a tuple of values where several names are given."""
    several = "," in names
    rows = {key: row if several and isinstance(row, tuple) else (row,) for key, row in table.items()}
    return pytest.mark.parametrize(names.split(", "), [pytest.param(*row, id=key) for key, row in rows.items()])
