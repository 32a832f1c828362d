"""What changed, on the page, in Markdown and as JSON, in hostile words too."""

import json

from audit.model.difference import Change, Difference, Lookback, Point, Reason, Side, Since
from audit.model.scoreboard import Scoreboard
from reports import bundle, page
from reports.chart import history
from reports.difference import markdown, record
from reports.page import since
from tests.reports.conftest import HOSTILE


def difference(board: Scoreboard, *changes: Change) -> Difference:
    """Return a difference of one scoreboard from itself."""
    side = Side("0123456789abcdef", board.run, board.total, board.outcomes)
    return Difference(side, side, changes, (HOSTILE,))


def change(text: str, link: str = "") -> Change:
    """Return a regression that is said in some words."""
    reason = Reason("code", text, link, ("rules",))
    return Change(
        "regressed", text, text, text, text, counts=True, before=text, after=text, reason=reason, rule="KF401"
    )


def test_without_a_history_the_page_has_no_such_section(board: Scoreboard) -> None:
    assert 'id="since-1"' not in page.render(board, ())
    assert [each for each in bundle.render(board) if each.startswith("changes")] == []


def test_nothing_that_others_wrote_acts_on_the_page(board: Scoreboard) -> None:
    text = page.render(board, (), (Since(HOSTILE, difference(board, change(HOSTILE, "javascript:alert(1)"))),))
    assert 'id="since-1"' in text
    assert ("<img" in text, "javascript:alert(1)" in text, "\u202e" in text) == (False, False, False)


def test_nothing_that_others_wrote_acts_in_markdown(board: Scoreboard) -> None:
    text = markdown.since((Since("the run before", difference(board, change(HOSTILE, f"https://x/{HOSTILE}"))),))
    assert ("<img" in text, "</script" in text, "\u202e" in text) == (False, False, False)


def test_a_difference_that_is_too_long_for_an_issue_is_cut_and_says_so(board: Scoreboard) -> None:
    text = markdown.render(difference(board, *(change("word " * 60) for _ in range(400))))
    assert len(text) <= markdown.LONGEST
    assert "And 380 more." in text.splitlines()


def test_a_line_says_what_got_worse_and_leads_to_the_commits(board: Scoreboard) -> None:
    address = "https://github.com/acme/web/compare/1...2"
    (moment,) = since.build((Since("the run before", difference(board, change("web", address))),))
    (line,) = moment.lines
    assert (line.sign, line.kind, line.cause, line.link) == ("✗", "regressed", "code (or rules or weights)", address)


def test_the_record_holds_everything(board: Scoreboard) -> None:
    document = json.loads(record.render(difference(board, change("web"))))
    assert (document["schema_version"], len(document["changes"]), document["notes"]) == (1, 1, [HOSTILE])


def test_a_score_over_time_is_drawn_and_said_in_words_from_two_points_on(board: Scoreboard) -> None:
    points = (
        Point("2020-03-01", 26.6),
        Point("2020-04-01", None),
        Point("2020-05-01", 21.0),
        Point("2021-06-01", 33.8),
    )
    (chart,) = history.draw(points)
    assert chart.description == (
        "Score of the organisation at 3 points: 26.6 on 2020-03-01, 33.8 on 2021-06-01; "
        "lowest 21.0 on 2020-05-01, highest 33.8 on 2021-06-01."
    )
    assert history.draw(points) == (chart,)
    assert history.draw(points[:2]) == ()
    files = bundle.render(board, Lookback(points=points))
    assert [each for each in files if "history" in each] == ["charts/history.svg", "charts/history.png"]
    assert 'class="chart history"' in str(files["scoreboard.html"])
