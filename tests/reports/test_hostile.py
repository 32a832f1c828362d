"""Text of others in every report: nothing hides in it, and nothing acts."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from audit.model.component import OtherBuild
from audit.model.deployment import Foreign
from audit.model.evidence import Evidence, Skipped
from audit.model.history.difference import HistoryExcerpt, Since
from audit.model.history.past_run import RunLine
from audit.model.override import Override, OverrideState
from audit.model.runtime import Released
from audit.model.scoreboard import Scoreboard
from audit.model.vulnerabilities.scan import Flaw, Scans, Update
from reports import bundle, page
from reports.chart import draw
from reports.code_scanning import annotation
from reports.console import findings_text, run_list, terminal
from reports.difference import markdown
from reports.difference import text as difference_text
from tests.reports.boards import HOSTILE
from tests.reports.test_page import Reader, render
from tests.reports.test_since import EVIL, SHIFT, change, difference
from tests.reports.test_summary import tokens
from tests.reports.test_vulnerabilities import GROUP, SCAN

HIDDEN = "\u202e\u200b\x07\ud800"
SHOWN = "</script><img src=x onerror=alert(1)>\"'&⟨U+202E⟩gnp.exe⟨U+200B⟩⟨U+0007⟩"
SKIPPED = (Skipped("", "", HOSTILE, HOSTILE),)


@pytest.fixture(scope="session")
def evil(hostile_board: Scoreboard) -> Scoreboard:
    """Return the hostile organisation with scans, releases, overrides and other builds, all in hostile words."""
    flaw = Flaw(HOSTILE, "critical", HOSTILE, True, (HOSTILE,), "base", (HOSTILE,))  # noqa: FBT003
    scan = replace(
        SCAN, report=HOSTILE, image=HOSTILE, scanner=HOSTILE, version=HOSTILE, scanned=HOSTILE, database=HOSTILE,
        flaws=(flaw,), update=Update("equal", (HOSTILE,), HOSTILE, HOSTILE, 1, 1),
    )  # fmt: skip
    group = replace(GROUP, name=HOSTILE, scanners=(HOSTILE,), databases=(HOSTILE,), missing=(HOSTILE,))
    evidence = (Evidence(HOSTILE, 7, HOSTILE),)
    override = Override(HOSTILE, HOSTILE, HOSTILE, "kind", HOSTILE, HOSTILE, HOSTILE)
    first, *rest = hostile_board.standings
    released = Released(HOSTILE, HOSTILE, HOSTILE, HOSTILE, 1.0, (HOSTILE,), (HOSTILE,))
    return replace(
        hostile_board,
        standings=(replace(first, scan=scan, released=released), *rest),
        scans=Scans(1, SKIPPED, SKIPPED, (group,), group),
        foreign=(Foreign(HOSTILE, HOSTILE, evidence),),
        other_builds=(OtherBuild(HOSTILE, HOSTILE, "ko", HOSTILE, evidence),),
        overrides=(OverrideState(override, "stale", HOSTILE, HOSTILE),),
    )


@pytest.fixture(scope="session")
def changed(evil: Scoreboard) -> Since:
    """Return what changed since a moment, in hostile words."""
    found = difference(evil, change(HOSTILE, "javascript:alert(1)"), change(HOSTILE, f"https://x/{HOSTILE}"))
    return Since("the run before", replace(found, shifts=(SHIFT, EVIL)))


@pytest.fixture(scope="session")
def files(evil: Scoreboard, changed: Since) -> Mapping[str, str | bytes]:
    """Return every file of a run."""
    return bundle.render(evil, HistoryExcerpt(since=(changed,)), sarif_per_repository=True)


CONSOLE: dict[str, Callable[[Scoreboard, Since], str]] = {
    "annotations": lambda board, _: annotation.render(board),
    "findings": lambda board, _: "\n".join(map(str, findings_text.render(board, {}))),
    "the difference": lambda _, since: "\n".join(map(str, difference_text.render(since.difference, everything=True))),
    "the list of runs": lambda board, _: run_list.record(
        [RunLine(1, "0123", replace(board.run, organization=HOSTILE, only=(HOSTILE,)), board.total, board.outcomes,
                 backfilled=True)]
    ),
}  # fmt: skip


def hidden(text: str) -> set[str]:
    """Return the characters of a text that cannot be seen."""
    return set(HIDDEN) & set(text)


def test_nothing_hides_in_a_file_and_its_name_is_plain(files: Mapping[str, str | bytes]) -> None:
    assert {name: hidden(text) for name, text in files.items() if isinstance(text, str) and hidden(text)} == {}
    assert [name for name in files if len(name) > 200 or not name.isascii() or not name.isprintable()] == []


@pytest.mark.parametrize("shown", CONSOLE)
def test_nothing_hides_on_the_console(shown: str, evil: Scoreboard, changed: Since) -> None:
    assert hidden(CONSOLE[shown](evil, changed)) == set()


def test_the_conclusion_of_a_run_is_short_and_hides_nothing(
    evil: Scoreboard, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    terminal.conclude(evil, Path("out"))
    text = capsys.readouterr().out
    assert ({each for each in text if not each.isprintable()}, len(text) < 20_000) == ({"\n"}, True)


def test_the_page_has_no_element_that_others_wrote(board: Scoreboard, evil: Scoreboard, changed: Since) -> None:
    text = page.render(evil, draw(evil), (replace(changed, moment=HOSTILE),))
    plain, found = Reader(render(board)), Reader(text)
    assert hidden(text) == set()
    assert {"img", "iframe", "object"} & {tag for tag, _ in found.elements} == set()
    assert len(found.texts["script"]) == len(plain.texts["script"])
    assert [a for tag, a in found.elements if tag == "a" and "javascript" in (a.get("href") or "")] == []
    assert [a for _, a in found.elements if any(name.startswith("on") for name in a)] == []
    assert found.texts["b"].count(SHOWN) == 1
    assert found.texts["td"].count(SHOWN) > 10


def test_markdown_holds_no_markup_and_no_link_that_others_wrote(
    files: Mapping[str, str | bytes], changed: Since
) -> None:
    for text in (
        str(files["summary.md"]),
        str(files["changes.md"]),
        markdown.render(changed.difference),
        markdown.since((replace(changed, moment=HOSTILE),)),
    ):
        found = tokens(text)
        links = {str(token.attrs["href"]).split("/blob/")[0] for token in found if token.type == "link_open"}
        assert {token.content for token in found if token.type.startswith("html")} <= {"<code>", "</code>", "<br>"}
        assert [link for link in links if not link.startswith(("https://github.com/kubeflow/", "https://x/"))] == []
        assert {token.type for token in found} & {"image", "code_inline", "fence", "em_open", "s_open"} == set()


def test_pictures_hold_their_own_elements_only(board: Scoreboard, files: Mapping[str, str | bytes]) -> None:
    badges = [str(text) for name, text in files.items() if name.startswith("badges/")]
    charts = [str(text) for name, text in files.items() if name.startswith("charts/")]
    for drawn, own in ((badges, badges[:1]), (charts, [chart.svg for chart in draw(board)])):
        kinds = [{each.tag for text in texts for each in ET.fromstring(text).iter()} for texts in (drawn, own)]  # noqa: S314
        assert kinds[0] - kinds[1] == set()


def test_annotations_begin_no_other_command(evil: Scoreboard) -> None:
    starts = {line.split(" ")[0] for line in annotation.render(evil).splitlines()}
    assert starts == {"::error", "::warning", "::notice"}


def test_code_scanning_has_addresses_of_the_web_only(files: Mapping[str, str | bytes]) -> None:
    (run,) = json.loads(files["scoreboard.sarif"])["runs"]
    uris = [base.get("uri", "") for base in run["originalUriBaseIds"].values()]
    assert [uri for uri in uris if uri and not uri.startswith("https://github.com/kubeflow/")] == []


def test_a_byte_that_is_no_utf8_is_spelled_out(files: Mapping[str, str | bytes]) -> None:
    assert json.loads(files["scoreboard.json"])["standings"][0]["runtime"]["release"] == "⟨U+D800⟩"
