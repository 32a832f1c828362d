"""The summary, and Markdown in which nothing acts."""

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from audit.model.scoreboard import Scoreboard
from audit.model.vulnerabilities.scan import GroupScan, Scans
from reports import summary
from reports.text.markdown import code, link, prose
from tests.reports.test_vulnerabilities import GROUP, NONE


def tokens(text: str) -> list[Token]:
    """Return everything that a reader of Markdown makes of the text, tables and raw HTML included."""
    found: list[Token] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        found += [token, *(token.children or [])]
    return found


def test_the_summary_begins_with_where_the_organisation_stands(board: Scoreboard) -> None:
    assert summary.render(board).split("\n")[:8] == [
        "## Container images of <code>kubeflow</code>",
        "",
        (
            "**Score 58.3 (C)**, coverage 90 %: 9 components in scope of 12 Dockerfiles. Profile "
            "<code>kubeflow-2020</code>, <code>2026-08-14</code>."
        ),
        "",
        "| P1 | P2 | P3 | P4 | done |",
        "| --- | --- | --- | --- | --- |",
        "| 3 | 3 | 1 | 1 | 1 |",
        "",
    ]


def test_the_summary_names_moves_repositories_and_what_is_missing(board: Scoreboard) -> None:
    assert [line for line in summary.render(board).split("\n") if line.startswith("### ")] == [
        "### What to do next", "### Repositories", "### Could not be audited",
    ]  # fmt: skip


def test_a_move_leads_to_its_dockerfile(board: Scoreboard) -> None:
    url = board.standings[1].place.url
    assert [line for line in summary.render(board).split("\n") if line.startswith("| 2 |")] == [
        (
            f"| 2 | P2 | [<code>kfp-api-server</code>](<{url}>) | <code>kubeflow/pipelines</code> | H A L | "
            "P2. kfp-api-server ships on <code>debian&#58;stable-slim</code>. "
            "Move kfp-api-server to <code>gcr.io/distroless/static-debian12&#58;nonroot</code> |"
        )
    ]


@pytest.mark.parametrize(
    ("total", "said"),
    [
        pytest.param(
            GROUP,
            "Vulnerabilities: 2 critical, 1 low, 3 negligible, 4 unknown; 3 fixable. "
            "2 of 3 components in scope scanned, 1 perhaps blind.",
            id="counts of what was seen",
        ),
        pytest.param(
            replace(GROUP, counts=(), clean=1),
            "Vulnerabilities: none. 2 of 3 components in scope scanned, 1 perhaps blind.",
            id="nothing found is said where something was seen",
        ),
        pytest.param(
            replace(GROUP, counts=(), blind=2),
            "Vulnerabilities not known: 2 of 3 components in scope scanned, 2 perhaps blind.",
            id="a blind scan is no clean one",
        ),
        pytest.param(
            NONE, "Vulnerabilities not known: 0 of 2 components in scope scanned, 0 perhaps blind.", id="none scanned"
        ),
    ],
)
def test_one_line_says_what_scanners_report(total: GroupScan, said: str, board: Scoreboard) -> None:
    lines = summary.render(replace(board, scans=Scans(1, (), (), (total,), total))).split("\n")
    assert lines[4:6] == [said, ""]


def test_without_reports_the_summary_says_nothing_of_vulnerabilities(board: Scoreboard) -> None:
    assert [line for line in summary.render(board).split("\n") if line.startswith("Vulnerabilities")] == []


def test_an_organisation_without_anything_says_so(empty_board: Scoreboard) -> None:
    assert summary.render(empty_board).split("\n")[2:] == [
        (
            "No score, coverage 0 %: 0 components in scope of 0 Dockerfiles. Profile <code>kubeflow-2020</code>, "
            "<code>2026-08-14</code>."
        ),
        "",
    ]


def test_every_row_of_a_table_has_its_cells(hostile_board: Scoreboard) -> None:
    rows: list[int] = []
    for token in tokens(summary.render(hostile_board)):
        if token.type == "tr_open":
            rows.append(0)
        elif token.type in {"th_open", "td_open"}:
            rows[-1] += 1
    assert rows == [5, 5, *[6] * 9, *[5] * 6, *[4] * 3, *[5] * 2]


def test_a_long_summary_still_fits_an_issue(large_board: Scoreboard) -> None:
    reason = "<" * 400
    lines = tuple(
        replace(each, repository=f"{reason}{number}", outcome="failed", reason=reason)
        for number, each in enumerate(large_board.ledger)
    )
    text = summary.render(replace(large_board, ledger=lines))
    assert len(text) <= summary.LONGEST
    assert [line for line in text.split("\n") if line.startswith("And ")] == [
        "And 79 more.", "And 10 more.", "And 25 more.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("plain words, really.", "plain words, really.", id="words stay words"),
        pytest.param("thanks @kubeflow", "thanks <code>&#64;kubeflow</code>", id="nobody is called"),
        pytest.param("fixes #12", "fixes <code>&#35;12</code>", id="no issue is referred to"),
        pytest.param("**bold**", "<code>&#42;&#42;bold&#42;&#42;</code>", id="no markup"),
        pytest.param("a | b", "a <code>&#124;</code> b", id="no table cell"),
        pytest.param("<!-- x -->", "<code>&#60;&#33;--</code> x <code>--&#62;</code>", id="no comment"),
        pytest.param("www.evil.example", "<code>www&#46;evil.example</code>", id="no link"),
        pytest.param("a\nb", "<code>a&#10216;U&#43;000A&#10217;b</code>", id="no line break"),
    ],
)
def test_prose(text: str, written: str) -> None:
    assert prose(text) == written


def test_code_is_read_as_it_was() -> None:
    text = "a`b|c\\|d*e_f[g](h)~@i&amp;"
    (inline,) = [token for token in tokens(code(text)) if token.type == "inline"]
    said = "".join(child.content for child in inline.children or [] if child.type in {"text", "text_special"})
    assert said == text


@pytest.mark.parametrize(
    ("url", "written"),
    [
        pytest.param("https://a.example/b c", "[x](<https://a.example/b%20c>)", id="a space is escaped"),
        pytest.param("https://a.example/>)", "[x](<https://a.example/%3E%29>)", id="nothing ends it early"),
        pytest.param("javascript:alert(1)", "x", id="an address that is none of the web's"),
        pytest.param("", "x", id="no address"),
    ],
)
def test_link(url: str, written: str) -> None:
    assert link("x", url) == written
