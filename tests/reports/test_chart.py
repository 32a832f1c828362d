"""The charts: the same picture for the same numbers, and the numbers in words."""

import re
from dataclasses import replace
from importlib.resources import files
from xml.etree import ElementTree as ET

import pytest

from audit.model.scoreboard import Scoreboard
from reports.chart import draw, palette

SVG = "{http://www.w3.org/2000/svg}"


def test_the_same_numbers_give_the_same_bytes(board: Scoreboard) -> None:
    assert draw(board) == draw(board)


def test_the_charts_tell_their_numbers_in_words(board: Scoreboard) -> None:
    assert {chart.name: chart.description for chart in draw(board)} == {
        "scores": "Components in scope by score: 1 from 20 to 29, 1 from 40 to 49, 4 from 50 to 59, 1 from 80 to 89, "
        "1 from 90 to 100. 1 component without a score.",
        "rules": "KF101: 7 pass, 1 partial; KF202: 6 pass; KF301: 4 pass, 1 partial, 1 fail; KF303: 1 pass, 5 fail; "
        "KF401: 1 pass, 1 partial, 6 fail, 1 unknown; KF402: 2 pass; KF501: 1 pass, 8 unknown; "
        "KF601: 1 pass, 2 partial, 5 fail.",
        "effort": "9 components in scope. P1 with small effort: 2; P1 with medium effort: 1; P2 with large effort: 3; "
        "P3 with small effort: 1; P4 with medium effort: 1; done with small effort: 1.",
    }


def test_a_chart_of_nothing_says_so(empty_board: Scoreboard) -> None:
    assert [chart.description for chart in draw(empty_board)] == [
        "No component in scope has a score.",
        "No rule was judged.",
        "Nothing in scope.",
    ]


def test_a_score_of_hundred_falls_into_the_last_band(board: Scoreboard) -> None:
    best = replace(board, standings=tuple(replace(s, score=100.0) for s in board.standings if s.in_scope))
    assert draw(best)[0].description == "Components in scope by score: 9 from 90 to 100."


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
