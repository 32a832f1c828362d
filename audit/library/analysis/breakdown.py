"""Where the newest run stands, cut by a column of `components`; only what is in scope counts."""

from typing import Any

import pandas as pd

from audit.errors import UserError
from audit.library.frames.run_frames import Frames

_PRIORITIES = ("P1", "P2", "P3", "P4", "done", "exempt")
_NOBODY = "(none)"


def by(frames: Frames, column: str) -> pd.DataFrame:
    """Return a row for each value: components, score (mean, points 0 to 100), and components of each priority.

    The lowest score comes first; what has no value is `(none)`.
    """
    inside = _inside(frames)
    cut = inside.groupby(_cut(inside, column), observed=True)
    counts = {
        priority.lower(): inside["priority"].eq(priority).groupby(_cut(inside, column)).sum()
        for priority in _PRIORITIES
    }
    table = pd.DataFrame({"components": cut.size(), "score": cut["score"].mean(), **counts})
    return table.rename_axis(column).sort_values("score", kind="stable")


def tiers(frames: Frames, column: str) -> pd.DataFrame:
    """Return how many components of each value (rows) stand on a base of each tier (columns, the barest first)."""
    inside = _inside(frames)
    tier = inside["runtime_tier"].cat.remove_unused_categories()
    counted = pd.crosstab(_cut(inside, column), tier).rename_axis(index=column, columns="runtime_tier")
    return counted[[each for each in tier.cat.categories if each in counted.columns]]


def rules(frames: Frames) -> pd.DataFrame:
    """Return a row for each rule that weighs something: components by verdict, and the share that keeps it (0 to 1).

    Waived findings are counted apart; the share is of what is known and not waived. The least kept comes first.
    """
    scored = frames.latest().findings.query("in_scope and weight > 0")
    waived = scored["waived"].astype("bool")
    keys = [scored["rule"].astype("str"), scored["slug"].astype("str")]
    verdicts = scored["verdict"].astype("str").mask(waived, "waived")
    wanted = ["pass", "partial", "fail", "unknown", "waived"]
    counted = pd.crosstab(keys, verdicts).reindex(columns=wanted, fill_value=0).rename_axis(columns=None)
    known = counted["pass"] + counted["partial"] + counted["fail"]
    return counted.assign(kept=counted["pass"] / known.where(known > 0)).sort_values("kept", kind="stable")


def _inside(frames: Frames) -> pd.DataFrame:
    components = frames.latest().components
    return components[components["in_scope"].astype("bool")]


def _cut(inside: pd.DataFrame, column: str) -> "pd.Series[Any]":
    if column not in inside:
        raise UserError(f"no column {column!r}; expected one of {', '.join(inside.columns)}")
    return inside[column].astype("object").fillna(_NOBODY)
