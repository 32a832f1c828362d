"""Cuts of the newest run."""

import pytest

from audit.library.analysis import breakdown
from audit.library.frames.frames import Frames


def test_groups_say_what_the_run_says_of_them(loaded: Frames) -> None:
    table = breakdown.by(loaded, "working_group")
    said = {each.name: (each.in_scope, each.score) for each in loaded.newest().groups if each.in_scope}
    assert table["components"].to_dict() == {name: count for name, (count, _) in said.items()}
    assert table["score"].to_dict() == pytest.approx({name: score for name, (_, score) in said.items()}, abs=1e-4)
    assert table["score"].is_monotonic_increasing
    assert table.sum()[["p1", "p2", "p3", "p4", "done", "exempt"]].tolist() == [
        loaded.runs[name].iloc[0] for name in ("p1", "p2", "p3", "p4", "done", "exempt")
    ]


def test_tiers_stand_from_the_barest(loaded: Frames) -> None:
    table = breakdown.tiers(loaded, "language")
    assert list(table.columns) == ["distroless", "minimal", "slim"]
    assert table.to_dict("index") == {
        "go": {"distroless": 3, "minimal": 2, "slim": 0},
        "node": {"distroless": 0, "minimal": 1, "slim": 0},
        "python": {"distroless": 1, "minimal": 0, "slim": 2},
        "rust": {"distroless": 1, "minimal": 0, "slim": 0},
    }


def test_rules_count_what_the_tallies_count(loaded: Frames) -> None:
    table = breakdown.rules(loaded)
    scored = {each.code for each in loaded.newest().rules if each.weight and not each.needs_input}
    tallies = {each.rule: dict(each.results) for each in loaded.newest().tallies if each.rule in scored}
    names = ["pass", "partial", "fail", "unknown", "waived"]
    assert table[names].sum(axis="columns").droplevel("slug").to_dict() == {
        code: sum(results.values()) - results["not-applicable"]
        for code, results in tallies.items()
        if sum(results.values()) > results["not-applicable"]
    }
    first = table.reset_index().iloc[0]
    assert first[["rule", *names]].tolist() == ["KF401", 5, 0, 4, 0, 1]
    assert first["kept"] == 5 / 9
