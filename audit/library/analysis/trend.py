"""Compute time series of scores, tiers and rule pass rates over all loaded runs; only components in scope count.

Of the runs of one day the last counts. A figure changes with the images and with the rules that judge them: `judges`
returns the runs at which rules, profile or configuration changed.
"""

from typing import Any

import pandas as pd

from audit.library.frames.frames import Frames


def scores(frames: Frames, column: str = "organization") -> pd.DataFrame:
    """Return the mean score (points, 0 to 100) by date (rows) and value of a column of `components` or `runs`."""
    in_scope = _dated(frames, frames.components)
    values = in_scope[column].astype("object").fillna("(none)")
    return _wide(in_scope["score"].groupby([in_scope["date"], values]).mean(), column)


def tiers(frames: Frames) -> pd.DataFrame:
    """Return the number of components by date (rows) and tier of the base (columns, the barest first)."""
    in_scope = _dated(frames, frames.components)
    tier = in_scope["runtime_tier"].cat.remove_unused_categories()
    counted = _wide(in_scope.groupby([in_scope["date"], tier.astype("str")]).size(), "runtime_tier")
    return counted[list(tier.cat.categories)].fillna(0)


def rules(frames: Frames) -> pd.DataFrame:
    """Return the share of components that pass a rule, 0 to 1, by date (rows) and rule (columns).

    Rules without a weight, unknown verdicts and waived findings are left out.
    """
    found = _dated(frames, frames.findings)
    known = found[(found["weight"] > 0) & ~found["waived"].astype("bool") & found["verdict"].ne("unknown")]
    kept = known["verdict"].eq("pass").astype("float64")
    return _wide(kept.groupby([known["date"], known["slug"].astype("str")]).mean(), "slug")


def gains(frames: Frames) -> pd.DataFrame:
    """Return each rule's share at the first and the last date (0 to 1), and the difference, the largest gain first."""
    shares = rules(frames)
    table = pd.DataFrame({"first": shares.iloc[0], "last": shares.iloc[-1]})
    return table.assign(gain=table["last"] - table["first"]).sort_values("gain", ascending=False, kind="stable")


def judges(frames: Frames) -> pd.DataFrame:
    """Return the runs at which profile, rule set or configuration differ from the run before."""
    judged = frames.runs[["profile", "rule_set", "config_digest"]].astype("str")
    changed = judged.ne(judged.shift()).any(axis="columns")
    changed.iloc[:1] = False
    return frames.runs.loc[changed, ["date", *judged.columns]]


def released(frames: Frames) -> pd.DataFrame:
    """Return the newest run's components in scope whose deployed tag was read: scores there and on the branch.

    The largest gain that waits for a release comes first.
    """
    components = frames.latest().components
    read = components[components["in_scope"].astype("bool")].dropna(subset=["released_score", "score"])
    columns = ["repository", "branch", "component", "deployed_tag", "released_score", "score", "waiting_for_release"]
    table = read[columns].assign(gain=read["score"] - read["released_score"])
    return table.sort_values("gain", ascending=False, kind="stable", ignore_index=True)


def _dated(frames: Frames, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in scope, with date and organisation; of one day the last run counts."""
    last = frames.runs.drop_duplicates("date", keep="last")[["run", "date", "organization"]]
    return rows[rows["in_scope"].astype("bool")].merge(last, on="run")


def _wide(long: "pd.Series[Any]", column: str) -> pd.DataFrame:
    return long.unstack().rename_axis(index="date", columns=column)  # noqa: PD010 - of a series, not of a frame
