"""The charts: the same picture for the same numbers, and the numbers in words."""

import re
from dataclasses import replace
from importlib.resources import files
from typing import Literal
from xml.etree import ElementTree as ET

import pytest

from audit.model.scoreboard import Scoreboard
from reports.chart import ages, draw, palette, quadrant, rules

SVG = "{http://www.w3.org/2000/svg}"


def test_the_charts_tell_their_numbers_in_words(board: Scoreboard) -> None:
    assert {chart.name: chart.description for chart in draw(board)} == {
        "scores": "Components in scope by score: 1 from 20 to 29, 1 from 40 to 49, 4 from 50 to 59, 1 from 80 to 89, "
        "1 from 90 to 100. 1 component without a score.",
        "rules": "KF101: 7 pass, 1 partial; KF202: 6 pass; KF301: 4 pass, 1 partial, 1 fail; KF303: 1 pass, 5 fail; "
        "KF401: 1 pass, 1 partial, 6 fail, 1 unknown; KF402: 2 pass; KF501: 1 pass, 8 unknown; "
        "KF601: 1 pass, 2 partial, 5 fail.",
        "quadrant": "8 components left to move. high value, exposure A, small effort: P1 2; high value, exposure A, "
        "medium effort: P1 1; high value, exposure A, large effort: P2 3; medium value, exposure A, small effort: P3 "
        "1; medium value, exposure A, medium effort: P4 1.",
        "groups": "Pipelines 39.5 of 100 over 4 components; AutoML 56.5 of 100 over 2 components; Notebooks 67.4 of "
        "100 over 2 components; Training 100.0 of 100 over 1 component.",
        "tiers": "go: 2 distroless, 3 minimal, 1 slim; node: 1 minimal; other: 1 unknown; python: 1 slim.",
        "ages": "Components in scope by support of their runtime. 2 to 3 years ago: 2; support not known: 7.",
    }


def test_a_chart_of_nothing_says_so(empty_board: Scoreboard) -> None:
    assert {chart.name: chart.description for chart in draw(empty_board)} == {
        "quadrant": "Nothing is left to move.",
        "rules": "No rule was judged.",
        "groups": "No working group has a score.",
        "tiers": "Nothing in scope.",
        "ages": "Nothing in scope.",
        "scores": "No component in scope has a score.",
    }


def test_a_score_of_hundred_falls_into_the_last_band(board: Scoreboard) -> None:
    best = replace(board, standings=tuple(replace(s, score=100.0) for s in board.standings if s.in_scope))
    assert {chart.name: chart for chart in draw(best)}[
        "scores"
    ].description == "Components in scope by score: 9 from 90 to 100."


def test_every_chart_is_an_image_with_title_and_description(board: Scoreboard) -> None:
    for chart in draw(board):
        root = ET.fromstring(chart.svg)  # noqa: S314 - drawn here
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"chart-{chart.name}-title chart-{chart.name}-desc"
        assert root.findtext(f"{SVG}title") == chart.title
        assert root.findtext(f"{SVG}desc") == chart.description


def test_charts_share_no_ids_and_carry_no_styles(board: Scoreboard) -> None:
    text = "".join(chart.svg for chart in draw(board))
    ids = re.findall(r'\bid="([^"]*)"', text)
    assert sorted(ids) == sorted(set(ids))
    assert [word for word in ("style", "<?xml", "DOCTYPE", "rdf:") if word in text] == []


def test_every_reference_within_a_chart_is_met(board: Scoreboard) -> None:
    for chart in draw(board):
        wanted = re.findall(r'url\(#([^)]*)\)|href="#([^"]*)"', chart.svg)
        assert {a or b for a, b in wanted} - set(re.findall(r'\bid="([^"]*)"', chart.svg)) == set()


@pytest.mark.parametrize("which", ["board", "empty_board"])
def test_the_page_gives_every_colour_of_a_chart_a_meaning(which: str, request: pytest.FixtureRequest) -> None:
    styles = files("reports").joinpath("static", "page.css").read_text()
    used = {color for chart in draw(request.getfixturevalue(which)) for color in re.findall(r"#[0-9a-f]{6}", chart.svg)}
    assert used - set(palette.EVERY) == set()
    assert {color for color in used if f'="{color}"]' not in styles} == set()


@pytest.mark.parametrize(
    ("supported", "until", "said"),
    [
        ("yes", "2027-01-01", "supported: 1"),
        ("lts", "", "long-term team only: 1"),
        ("no", "2026-08-13", "ended less than a year ago: 1"),
        ("no", "2025-08-01", "1 to 2 years ago: 1"),
        ("no", "2021-09-01", "3 to 5 years ago: 1"),
        ("no", "2021-08-01", "more than 5 years ago: 1"),
        ("no", "", "ended, day not known: 1"),
        ("?", "", "support not known: 1"),
    ],
)
def test_an_age_is_counted_from_the_end_of_support_to_the_run(
    supported: Literal["yes", "lts", "no", "?"], until: str, said: str, board: Scoreboard
) -> None:
    one = next(each for each in board.standings if each.in_scope)
    aged = replace(one, runtime=replace(one.runtime, supported=supported, supported_until=until))
    drawn = ages.draw(replace(board, standings=(aged,)))
    assert drawn.description == f"Components in scope by support of their runtime. {said}."


def test_rules_that_nobody_gave_anything_to_are_not_drawn(board: Scoreboard) -> None:
    asking = tuple(replace(each, needs_input=True) for each in board.rules)
    unknown = tuple(replace(each, results=(("unknown", 9),)) for each in board.tallies)
    assert rules.draw(replace(board, rules=asking, tallies=unknown)).description == "No rule was judged."


def test_a_cell_counts_the_components_of_each_class(board: Scoreboard) -> None:
    one = next(row for row in board.standings if row.priority == "P1")
    rows = tuple(replace(one, priority=name) for name in ("P1", "P1", "P3", "done"))
    words = re.findall(r">([^<>]+)</text>", quadrant.draw(replace(board, standings=rows)).svg)
    assert words == ["small effort", "medium effort", "large effort", "high value, A", "P1", "2", "P3", "1"]
