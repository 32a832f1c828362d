"""What changed, on the page, in Markdown and as JSON, in hostile words too."""

import json
from dataclasses import replace
from html import unescape

import pytest
from jsonschema import Draft202012Validator
from rich.text import Text

from audit.model.history.difference import Change, Difference, HistoryExcerpt, Point, Reason, Side, Since
from audit.model.scoreboard import Scoreboard
from audit.model.vulnerabilities.shift import FlawShift, ImageShift, ScanState
from reports import bundle, page
from reports.chart import history
from reports.difference import markdown, record, text, vulnerabilities, wording
from reports.page import rows
from reports.page.sections import changes as changes_section
from tests.reports.boards import HOSTILE


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


BEFORE, AFTER = (ScanState(f"sha256:{each * 64}", "trivy", f"2026-11-2{each}") for each in "12")
CAME = FlawShift("CVE-2026-0001", "critical", "regression", appeared=True)
SHIFT = ImageShift(
    repository="acme/web",
    branch="main",
    dockerfile="Dockerfile",
    component="web",
    image="ghcr.io/acme/web",
    counts=True,
    before=BEFORE,
    after=AFTER,
    flaws=(CAME, FlawShift("CVE-2026-0002", "low", "mended", appeared=False)),
)
EVIL = ImageShift(
    HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, counts=True, before=ScanState(HOSTILE, HOSTILE, HOSTILE), after=AFTER,
    flaws=(replace(CAME, name=HOSTILE),),
)  # fmt: skip


def test_without_a_history_the_page_has_no_such_section(board: Scoreboard) -> None:
    assert 'id="since-1"' not in page.render(board, ())
    assert [each for each in bundle.render(board) if each.startswith("changes")] == []


def test_a_difference_that_is_too_long_for_an_issue_is_cut_and_says_so(board: Scoreboard) -> None:
    text = markdown.render(difference(board, *(change("word " * 60) for _ in range(400))))
    assert len(text) <= markdown.LONGEST
    assert "And 380 more." in text.splitlines()


def test_a_line_says_what_got_worse_and_leads_to_the_commits(board: Scoreboard) -> None:
    address = "https://github.com/acme/web/compare/1...2"
    (moment,) = changes_section.build((Since("the run before", difference(board, change("web", address))),))
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
    files = bundle.render(board, HistoryExcerpt(points=points))
    assert [each for each in files if "history" in each] == ["charts/history.svg"]
    assert 'class="chart history"' in str(files["scoreboard.html"])


def test_vulnerabilities_that_came_and_left_are_a_row_a_component(board: Scoreboard) -> None:
    out_of_scope = replace(SHIFT, counts=False)
    (moment,) = changes_section.build((Since("x", replace(difference(board), shifts=(SHIFT, out_of_scope))),))
    assert moment.vulnerabilities == (
        "Vulnerabilities of 1 component in scope: 1 regressed with another image, 1 mended"
    )
    assert moment.shifts == (
        changes_section.ShiftRow(
            "web",
            "acme/web (main) Dockerfile",
            "ghcr.io/acme/web 111111111111 then 222222222222; "
            "trivy, database of 2026-11-21 then trivy, database of 2026-11-22",
            ("–", "1: CVE-2026-0001 (critical)", "1: CVE-2026-0002 (low)", "–", "–"),
        ),
    )


def test_where_vulnerabilities_came_it_is_not_said_that_nothing_changed(board: Scoreboard) -> None:
    found = difference(board)
    shifts = [(), (replace(SHIFT, counts=False),), (SHIFT,)]
    assert [wording.headline(replace(found, shifts=each)).partition("; ")[2] for each in shifts] == [
        "nothing changed in scope",
        "nothing changed in scope",
        "no verdict changed in scope",
    ]


def test_of_many_vulnerabilities_the_gravest_are_named() -> None:
    many = tuple(replace(CAME, name=f"CVE-{number}", how="unclear", appeared=number > 1) for number in range(1, 7))
    assert vulnerabilities.cells(replace(SHIFT, flaws=many))[-1] == (
        "6: -CVE-1 (critical), +CVE-2 (critical), +CVE-3 (critical), +CVE-4 (critical), +CVE-5 (critical), ..."
    )


def test_the_page_markdown_and_the_terminal_have_the_table(board: Scoreboard) -> None:
    found = replace(difference(board), shifts=(SHIFT,))
    sentence = "vulnerabilities of 1 component in scope: 1 regressed with another image, 1 mended"
    lines = unescape(markdown.render(found)).splitlines()
    assert [each for each in lines if "vulnerabilities" in each.lower()] == [
        f"- {sentence}",
        "### Vulnerabilities that came and left",
    ]
    assert lines[-2].endswith("| – | 1: CVE-2026-0001 (critical) | 1: CVE-2026-0002 (low) | – | – |")
    assert f"<p>{sentence.capitalize()}.</p>" in page.render(board, (), (Since("x", found),)).splitlines()
    image = "ghcr.io/acme/web 111111111111 then 222222222222"
    assert [str(each) for each in text.render(found) if isinstance(each, Text)][-4:] == [
        "\nweb  acme/web (main) Dockerfile",
        f"    {image}; trivy, database of 2026-11-21 then trivy, database of 2026-11-22",
        "  regressions 1: CVE-2026-0001 (critical)",
        "  mended 1: CVE-2026-0002 (low)",
    ]


@pytest.mark.parametrize("shifts", [(), (SHIFT, EVIL)])
def test_what_changed_keeps_its_schema(shifts: tuple[ImageShift, ...], board: Scoreboard) -> None:
    found = Since("x", replace(difference(board, change(HOSTILE)), shifts=shifts))
    files = bundle.render(board, HistoryExcerpt(since=(found,)))
    schema = json.loads(files["changes.schema.json"])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    document = json.loads(files["changes.json"])
    assert [error.message for error in validator.iter_errors(document)] == []
    document["since"][0]["difference"]["changes"][0]["kind"] = "worse"
    document["schema_version"] = 2
    assert sorted(error.message.partition(" ")[2][:12] for error in validator.iter_errors(document)) == [
        "is not one o",
        "was expected",
    ]


def test_a_components_view_has_what_changed_of_it(board: Scoreboard) -> None:
    one = board.standings[0]
    place = (one.place.repository, one.place.branch, one.component.dockerfile.path)
    own = replace(change("seen", "https://example.test/c"), repository=place[0], branch=place[1], dockerfile=place[2])
    moments = (Since("the run before", difference(board, own, change("another"))),)
    shown = json.loads(rows.encode(board, changes_section.by_component(moments)))["rows"]
    assert [each["changes"] for each in shown if each["changes"]] == [
        [
            [
                "Since the run before", "✗ regressed KF401", "seen", "seen", "code (or rules or weights): seen",
                "https://example.test/c",
            ]
        ]
    ]  # fmt: skip
