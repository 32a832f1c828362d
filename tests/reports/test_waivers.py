"""Waivers in the reports: exempt findings are shown, and leave the lists of what is to mend."""

from dataclasses import replace

import pytest

from audit.model.finding import Waiver, WaiverState
from audit.model.scoreboard import Scoreboard
from reports import page
from reports.chart import draw
from reports.page.sections.waivers import build
from tests.reports.tables import read

LASTING = Waiver("KF401", "kubeflow/katib", "*", "no wheel yet", "AutoML", "2027-06-30", "waivers.yaml:3")
PAST = replace(LASTING, rule="KF6", until="2026-03-31", place="waivers.yaml:9")


@pytest.fixture
def waived(board: Scoreboard) -> Scoreboard:
    """Return the board with KF401 of its first row waived, and an expired waiver."""
    first = board.standings[0]
    findings = tuple(replace(each, waiver=LASTING) if each.rule == "KF401" else each for each in first.findings)
    return replace(
        board,
        standings=(replace(first, findings=findings), *board.standings[1:]),
        waivers=(WaiverState(LASTING, "active", 1, ""), WaiverState(PAST, "expired", 2, "its findings count again")),
    )


def test_a_waived_finding_says_so_with_its_last_day(waived: Scoreboard) -> None:
    rows = read(waived, "findings")
    path = waived.standings[0].component.dockerfile.path
    first = next(row for row in rows if row["rule"] == "KF401")
    assert (first["waived"], first["waived_until"]) == ("yes", "2027-06-30")
    assert {row["waived"] for row in rows if row["dockerfile"] != path or row["rule"] != "KF401"} == {"no"}


def test_a_waived_rule_is_in_no_list_of_what_is_to_mend(board: Scoreboard, waived: Scoreboard) -> None:
    before = read(board, "scoreboard")[0]
    after = read(waived, "scoreboard")[0]
    assert "KF401" in before["failed_rules"].split()
    assert "KF401" not in after["failed_rules"].split()
    assert after["waived_rules"] == "KF401"


def test_those_that_need_a_hand_come_first(waived: Scoreboard) -> None:
    assert [(line.rule, line.status) for line in build(waived).lines] == [("KF6", "expired"), ("KF401", "active")]


def test_the_first_screen_says_what_is_exempt_and_until_when(waived: Scoreboard) -> None:
    assert build(waived).said == (
        "1 finding in scope waived, the first until 2027-06-30",
        "1 waiver expired: the findings count again",
    )


def test_a_page_without_waivers_has_no_section_for_them(board: Scoreboard) -> None:
    assert 'id="waivers"' not in page.render(board, draw(board))


def test_a_notice_stands_at_the_head_of_the_page(board: Scoreboard) -> None:
    noticed = replace(board, notices=("Facts are 200 days old.",))
    assert '<p class="notice"><b>Note</b> Facts are 200 days old.</p>' in page.render(noticed, draw(noticed))
