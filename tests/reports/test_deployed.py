"""The section on releases: what waits for one, and which deployed images are built elsewhere."""

from dataclasses import replace

import pytest

from audit.model.deployment import Foreign
from audit.model.evidence import Evidence
from audit.model.runtime import Released
from audit.model.scoreboard import Scoreboard, Standing
from reports import page
from reports.chart import draw
from reports.page.details.link import key
from reports.page.sections import releases
from reports.page.sections.releases import ForeignImage
from tests.reports.conftest import HOSTILE
from tests.reports.test_page import Reader

SHOWN = "</script><img src=x onerror=alert(1)>\"'&⟨U+202E⟩gnp.exe⟨U+200B⟩⟨U+0007⟩"
DASH = "\N{EN DASH}"


def with_rows(board: Scoreboard, *rows: Standing) -> Scoreboard:
    return replace(board, standings=rows)


SAME = Released("v1.0", "c0ffee", "Dockerfile", "alpine:3.15", 56.5, (), ())


@pytest.mark.parametrize(
    ("changed", "fixed", "broken"),
    [
        pytest.param(replace(SAME, fixed=("KF401", "KF402")), "KF401, KF402", DASH, id="rules that are mended"),
        pytest.param(replace(SAME, broken=("KF101",)), DASH, "KF101", id="rules that are broken since"),
        pytest.param(replace(SAME, score=1.0), DASH, DASH, id="another score"),
        pytest.param(replace(SAME, score=None), DASH, DASH, id="no score there"),
        pytest.param(replace(SAME, base_image="debian:11"), DASH, DASH, id="another base"),
    ],
)
def test_what_differs_from_its_branch(changed: Released, fixed: str, broken: str, board: Scoreboard) -> None:
    row = board.standings[0]
    found = releases.build(with_rows(board, replace(row, released=changed), replace(row, released=SAME)))
    assert [(each.key, each.tag, each.fixed, each.broken) for each in found.waiting] == [
        (key(row), "v1.0", fixed, broken)
    ]
    assert found.said == (
        "At the deployed tag as well as on the branch: 2 components; 1 of them differs in score or base image."
    )


def test_scores_and_bases_there_and_on_the_branch(board: Scoreboard) -> None:
    (found,) = releases.build(with_rows(board, board.standings[0])).waiting
    assert (found.released, found.head, found.base_then, found.base_now) == (
        "12.5",
        "56.5",
        "alpine:3.10",
        "alpine:3.15",
    )


def test_what_is_out_of_scope_or_was_not_read_at_its_tag_is_left_out(board: Scoreboard) -> None:
    outside, unread = board.standings[-1], replace(board.standings[0], released=None)
    found = releases.build(with_rows(board, outside, unread))
    assert found.waiting == ()
    assert found.said.startswith("At the deployed tag as well as on the branch: 0 components; 0 of them differ")


def test_images_that_are_built_elsewhere(board: Scoreboard) -> None:
    where = (Evidence("base/d.yaml", 7, "image: mysql:8"), Evidence("overlay/kustomization.yaml", 9, "images: mysql"))
    found = releases.build(replace(board, foreign=(Foreign("mysql:8", "acme/manifests", where),)))
    assert found.elsewhere == (ForeignImage("mysql:8", "acme/manifests base/d.yaml:7"),)


def test_without_either_there_are_no_tables(empty_board: Scoreboard) -> None:
    found = Reader(page.render(empty_board, draw(empty_board)))
    assert [text for text in found.texts.get("caption", []) if "deployed" in text.lower()] == []


def test_hostile_words_are_shown_and_make_nothing(board: Scoreboard) -> None:
    released = Released(HOSTILE, HOSTILE, HOSTILE, HOSTILE, 1.0, (HOSTILE,), (HOSTILE,))
    foreign = Foreign(HOSTILE, HOSTILE, (Evidence(HOSTILE, 7, HOSTILE),))
    hostile = replace(with_rows(board, replace(board.standings[0], released=released)), foreign=(foreign,))
    plain = Reader(page.render(board, draw(board)))
    found = Reader(text := page.render(hostile, draw(hostile)))
    assert {tag for tag, _ in found.elements} - {tag for tag, _ in plain.elements} == set()
    assert [tag for tag, _ in found.elements].count("script") == [tag for tag, _ in plain.elements].count("script")
    assert [each for each in "\u202e\u200b\x07" if each in text] == []
    assert [each for each in found.texts["td"] if each == SHOWN] == [SHOWN] * 4
    assert [each for each in found.texts["th"] if each == SHOWN] == [SHOWN]
