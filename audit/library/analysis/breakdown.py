"""Break the newest run down by a column of `components`; only components in scope count."""

from typing import Any

import pandas as pd

from audit.errors import UserError
from audit.library.frames.frames import Frames

_PRIORITIES = ("P1", "P2", "P3", "P4", "done", "exempt")
_NO_VALUE = "(none)"


def by(frames: Frames, column: str) -> pd.DataFrame:
    """Return a row for each value: components, score (mean, points 0 to 100), and components of each priority.

    The lowest score comes first; a missing value is `(none)`. Raises UserError for an unknown column.
    """
    in_scope = _in_scope(frames)
    grouped = in_scope.groupby(_values(in_scope, column), observed=True)
    counts = {
        priority.lower(): in_scope["priority"].eq(priority).groupby(_values(in_scope, column)).sum()
        for priority in _PRIORITIES
    }
    table = pd.DataFrame({"components": grouped.size(), "score": grouped["score"].mean(), **counts})
    return table.rename_axis(column).sort_values("score", kind="stable")


def tiers(frames: Frames, column: str) -> pd.DataFrame:
    """Return the number of components by value (rows) and tier of the base (columns, the barest first)."""
    in_scope = _in_scope(frames)
    tier = in_scope["runtime_tier"].cat.remove_unused_categories()
    counted = pd.crosstab(_values(in_scope, column), tier).rename_axis(index=column, columns="runtime_tier")
    return counted[[name for name in tier.cat.categories if name in counted.columns]]


def rules(frames: Frames) -> pd.DataFrame:
    """Return a row for each rule with a weight: components by verdict, and the share that passes it (0 to 1).

    Waived findings are counted apart; the share is of known and not waived findings. The smallest share comes first.
    """
    scored = frames.latest().findings.query("in_scope and weight > 0")
    waived = scored["waived"].astype("bool")
    keys = [scored["rule"].astype("str"), scored["slug"].astype("str")]
    verdicts = scored["verdict"].astype("str").mask(waived, "waived")
    wanted = ["pass", "partial", "fail", "unknown", "waived"]
    counted = pd.crosstab(keys, verdicts).reindex(columns=wanted, fill_value=0).rename_axis(columns=None)
    known = counted["pass"] + counted["partial"] + counted["fail"]
    return counted.assign(kept=counted["pass"] / known.where(known > 0)).sort_values("kept", kind="stable")


def _in_scope(frames: Frames) -> pd.DataFrame:
    components = frames.latest().components
    return components[components["in_scope"].astype("bool")]


def _values(in_scope: pd.DataFrame, column: str) -> "pd.Series[Any]":
    if column not in in_scope:
        raise UserError(f"no column {column!r}; expected one of {', '.join(in_scope.columns)}")
    return in_scope[column].astype("object").fillna(_NO_VALUE)
