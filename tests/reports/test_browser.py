"""The page in a browser, from disk."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Download, Locator, Page, expect

from audit.model.scoreboard import Scoreboard
from reports import page, table
from reports.chart import draw
from tests.judging import standing

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
OVERFLOW = "document.documentElement.scrollWidth > innerWidth || document.body.scrollWidth > innerWidth"


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Return a function that opens a scoreboard's page; whatever the console complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def opened(
        scoreboard: Scoreboard, width: int = 1440, scheme: str = "light", *, script: bool = True, then: str = ""
    ) -> Page:
        file = tmp_path / "scoreboard.html"
        file.write_text(page.render(scoreboard, draw(scoreboard)), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        seen = context.new_page()
        seen.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        seen.on("pageerror", lambda error: complaints.append(str(error)))
        seen.on(
            "request",
            lambda request: None if request.url.startswith(("file:", "data:")) else complaints.append(request.url),
        )
        seen.goto(f"{file.as_uri()}#{then}" if then else file.as_uri())
        if script:
            expect(seen.locator("#count")).to_contain_text("shown")
        return seen

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def names(seen: Page) -> list[str]:
    """Return the components shown, top to bottom."""
    script = """(all) => all.map((one) => [one.getBoundingClientRect().top, one.textContent])
        .sort((a, b) => a[0] - b[0]).map((pair) => pair[1])"""
    shown: list[str] = seen.locator("#table button.open").evaluate_all(script)
    return shown


def heading_of(seen: Page, title: str) -> Locator:
    """Return a column's heading."""
    return seen.locator("#table").get_by_role("columnheader", name=title)


RANKED = [
    "katib-controller", "kfp-api-server", "katib-db-manager", "kfp-cache-server", "jupyter-web-app", "kfp-frontend",
    "pvcviewer-controller", "kfp-metadata-envoy", "trainer-controller-manager",
]  # fmt: skip


def test_the_page_opens_with_the_components_in_scope(visit: Open, board: Scoreboard) -> None:
    seen = visit(board)
    expect(seen.locator("#count")).to_have_text("9 shown")
    assert names(seen) == RANKED
    expect(seen.locator(".plain")).to_be_hidden()


def test_a_heading_sorts_both_ways_with_no_score_last(visit: Open, board: Scoreboard) -> None:
    seen = visit(board)
    heading = heading_of(seen, "Score")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    assert (names(seen)[0], names(seen)[-1]) == ("kfp-frontend", "kfp-metadata-envoy")
    heading.get_by_role("button").press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert (names(seen)[0], names(seen)[-1]) == ("trainer-controller-manager", "kfp-metadata-envoy")


def test_two_headings_sort_together(visit: Open, board: Scoreboard) -> None:
    seen = visit(board)
    heading_of(seen, "Effort").get_by_role("button").click()
    heading_of(seen, "Score").get_by_role("button").click(modifiers=["Shift"])
    assert names(seen) == [
        "katib-controller", "katib-db-manager", "pvcviewer-controller", "trainer-controller-manager",
        "kfp-cache-server", "kfp-metadata-envoy", "kfp-frontend", "kfp-api-server", "jupyter-web-app",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "value", "shown"),
    [
        pytest.param("repository", "kubeflow/katib", ["katib-controller", "katib-db-manager"], id="by repository"),
        pytest.param("group", "Training", ["trainer-controller-manager"], id="by working group"),
        pytest.param("kind", "web-app", ["jupyter-web-app", "kfp-frontend"], id="by kind"),
        pytest.param("language", "node", ["kfp-frontend"], id="by language"),
        pytest.param("tier", "slim", ["kfp-api-server", "jupyter-web-app"], id="by runtime tier"),
        pytest.param("owner", "mprahl", ["kfp-api-server", "kfp-cache-server", "kfp-frontend", "kfp-metadata-envoy",
                                         "trainer-controller-manager"], id="by one of several owners"),
        pytest.param("owner", "–", ["katib-controller", "katib-db-manager", "jupyter-web-app", "pvcviewer-controller"],
                     id="owned by nobody"),
        pytest.param("project", "incubating", ["jupyter-web-app", "pvcviewer-controller"], id="by the project's state"),
        pytest.param("priority", "P3", ["pvcviewer-controller"], id="by priority"),
    ],
)  # fmt: skip
def test_a_heading_filters(label: str, value: str, shown: list[str], visit: Open, board: Scoreboard) -> None:
    seen = visit(board)
    seen.get_by_label(f"Filter by {label}").select_option(value)
    expect(seen.locator("#count")).to_have_text(f"{len(shown)} shown")
    assert names(seen) == shown
    seen.get_by_role("button", name="Clear filters").click()
    assert names(seen) == RANKED


def test_the_search_looks_in_all_columns(visit: Open, board: Scoreboard) -> None:
    seen = visit(board)
    seen.get_by_label("Search in all columns").fill("alpine:3.15 db")
    expect(seen.locator("#count")).to_have_text("1 shown")
    assert names(seen) == ["katib-db-manager"]


def test_a_filter_that_nothing_matches_says_so(visit: Open, board: Scoreboard) -> None:
    seen = visit(board)
    seen.get_by_label("Search in all columns").fill("no such thing")
    expect(seen.get_by_text("Nothing here matches the filters")).to_be_visible()


def test_the_toggle_shows_every_dockerfile_and_its_scope(visit: Open, board: Scoreboard) -> None:
    seen = visit(board)
    seen.get_by_label("all (12 Dockerfiles)").check()
    expect(seen.locator("#count")).to_have_text("12 shown")
    assert names(seen) == [*RANKED, "deepspeed-runtime", "pytorch-mnist", "test-runner"]
    seen.get_by_label("Filter by scope").select_option("no")
    assert names(seen) == ["deepspeed-runtime", "pytorch-mnist", "test-runner"]


def test_a_row_opens_and_closes_with_the_keyboard(visit: Open, board: Scoreboard) -> None:
    seen = visit(board)
    seen.locator("button.open").first.focus()
    seen.keyboard.press("ArrowDown")
    seen.keyboard.press("Enter")
    dialog = seen.get_by_role("dialog", name="kfp-api-server")
    expect(dialog).to_contain_text("P2. kfp-api-server ships on debian:stable-slim.")
    expect(dialog).to_contain_text("✗ fail KF401 Run on a distroless image")
    expect(dialog).to_contain_text("shell-form command")
    expect(dialog).to_contain_text("Not applicable: KF402")
    url = board.standings[1].place.url
    expect(dialog.get_by_role("link", name="backend/Dockerfile:9").first).to_have_attribute("href", f"{url}#L9")
    seen.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(seen.get_by_role("button", name="kfp-api-server")).to_be_focused()


def test_a_row_opens_with_a_click_and_leads_to_the_next(visit: Open, board: Scoreboard) -> None:
    seen = visit(board)
    seen.get_by_role("gridcell", name="kubeflow/trainer").click()
    expect(seen.get_by_role("dialog", name="trainer-controller-manager")).to_be_visible()
    expect(seen.get_by_role("button", name="Next")).to_be_disabled()
    seen.get_by_role("button", name="Previous").click()
    expect(seen.get_by_role("dialog", name="kfp-metadata-envoy")).to_be_visible()


def test_a_next_step_opens_its_component(visit: Open, board: Scoreboard) -> None:
    seen = visit(board)
    seen.locator("#next").get_by_role("link", name="kfp-cache-server").click()
    expect(seen.get_by_role("dialog", name="kfp-cache-server")).to_be_visible()


@pytest.mark.parametrize("which", ["board", "hostile_board", "empty_board", "large_board"])
@pytest.mark.parametrize("width", [390, 1440, 2560])
def test_the_page_is_never_wider_than_its_window(
    width: int, which: str, visit: Open, request: pytest.FixtureRequest
) -> None:
    seen = visit(request.getfixturevalue(which), width)
    expect(seen.locator("#count")).to_contain_text("shown")
    assert seen.evaluate(OVERFLOW) is False


@pytest.mark.parametrize(("scheme", "paper"), [("light", "rgb(252, 252, 251)"), ("dark", "rgb(20, 23, 26)")])
def test_the_page_follows_the_colour_scheme(scheme: str, paper: str, visit: Open, board: Scoreboard) -> None:
    seen = visit(board, scheme=scheme)
    expect(seen.locator("body")).to_have_css("background-color", paper)


def test_hostile_words_show_as_text_and_run_nothing(visit: Open, hostile_board: Scoreboard) -> None:
    seen = visit(hostile_board)
    seen.on("dialog", lambda dialog: pytest.fail(dialog.message))
    seen.locator("button.open").first.press("Enter")
    name = "</script><img src=x onerror=alert(1)>\"'&⟨U+202E⟩gnp.exe⟨U+200B⟩⟨U+0007⟩"
    expect(seen.locator("#details-title")).to_have_text(name)
    assert seen.locator("img").count() == 0
    assert seen.locator("dialog a").count() == 0


def test_hundreds_of_rows_draw_only_what_is_seen(visit: Open, large_board: Scoreboard) -> None:
    seen = visit(large_board)
    seen.get_by_label("all (450 Dockerfiles)").check()
    expect(seen.locator("#count")).to_have_text("450 shown")
    assert seen.locator("#table .tabulator-row").count() < 100


def test_without_scripts_the_plain_table_stands_there(visit: Open, board: Scoreboard) -> None:
    seen = visit(board, script=False)
    expect(seen.locator(".plain")).to_be_visible()
    expect(seen.locator("#board")).to_be_hidden()


def test_in_print_the_plain_table_stands_there(visit: Open, board: Scoreboard) -> None:
    seen = visit(board)
    seen.emulate_media(media="print")
    expect(seen.locator(".plain")).to_be_visible()
    expect(seen.locator("#board")).to_be_hidden()


def test_tabbing_into_the_table_from_above_keeps_the_focus(visit: Open, board: Scoreboard) -> None:
    seen = visit(board)
    seen.locator("button.open").first.focus()
    seen.wait_for_timeout(400)
    expect(seen.locator("button.open").first).to_be_focused()


def test_the_table_follows_the_window(visit: Open, board: Scoreboard) -> None:
    seen = visit(board)
    seen.set_viewport_size({"width": 900, "height": 900})
    expect(seen.locator("#count")).to_have_text("9 shown")
    assert seen.evaluate(OVERFLOW) is False
    assert names(seen) == RANKED


def fragment(seen: Page) -> str:
    """Return what the address holds after the `#`, once it has settled."""
    seen.wait_for_function("new Promise((done) => setTimeout(() => done(true)))")
    return seen.evaluate("location.hash").removeprefix("#")  # type: ignore[no-any-return]


def test_the_address_holds_the_view_and_brings_it_back(visit: Open, board: Scoreboard) -> None:
    seen = visit(board)
    assert fragment(seen) == ""
    seen.get_by_label("all (12 Dockerfiles)").check()
    seen.get_by_label("Filter by group").select_option("Training")
    seen.get_by_label("Filter by owner").select_option("mprahl")
    heading_of(seen, "Score").get_by_role("button").click()
    seen.get_by_text("Columns", exact=True).click()
    seen.locator("#columns").get_by_label("Exposure").uncheck()
    seen.locator("#columns").get_by_label("Owners").check()
    told = fragment(seen)
    assert told == "view?rows=all&owner=mprahl&group=Training&sort=score-asc&show=owners&hide=exposure"
    shown = names(seen)
    assert shown == ["deepspeed-runtime", "trainer-controller-manager"]
    again = visit(board, then=told)
    assert names(again) == shown
    expect(heading_of(again, "Owners")).to_be_visible()
    expect(heading_of(again, "Exposure")).to_be_hidden()
    expect(heading_of(again, "Score")).to_have_attribute("aria-sort", "ascending")
    expect(again.get_by_label("Filter by group")).to_have_value("Training")
    expect(again.get_by_label("Filter by owner")).to_have_value("mprahl")


def test_an_address_that_names_what_is_not_there_filters_nothing(visit: Open, board: Scoreboard) -> None:
    seen = visit(board, then="view?group=Nobody&owner=x&rule=KF999&sort=nothing-asc&hide=component&rows=%22%5D")
    assert names(seen) == RANKED


def test_a_closed_component_leaves_the_view_in_the_address(visit: Open, board: Scoreboard) -> None:
    seen = visit(board)
    seen.get_by_label("Filter by kind").select_option("web-app")
    seen.locator("button.open").first.click()
    assert fragment(seen).startswith("c-")
    seen.keyboard.press("Escape")
    expect(seen.locator("#details")).to_be_hidden()
    assert fragment(seen) == "view?kind=web-app"


def test_the_choice_of_a_rule_shows_who_does_not_keep_it(visit: Open, board: Scoreboard) -> None:
    seen = visit(board)
    seen.get_by_label("Filter by rule not kept").select_option("KF401")
    wanted = [
        each.component.name
        for each in board.standings
        if each.in_scope and any(f.rule == "KF401" and f.verdict.result in ("fail", "partial") for f in each.findings)
    ]
    assert sorted(names(seen)) == sorted(wanted)
    assert wanted != []


def saved_rows(download: Download) -> list[str]:
    """Return the lines of a file that the page saved."""
    return download.path().read_text(encoding="utf-8").splitlines()


def test_the_rows_shown_are_saved_as_csv(visit: Open, board: Scoreboard) -> None:
    seen = visit(board)
    seen.get_by_label("Filter by repository").select_option("kubeflow/katib")
    with seen.expect_download() as download:
        seen.get_by_role("button", name="Save rows as CSV").click()
    assert download.value.suggested_filename == "scoreboard-filtered.csv"
    saved = list(csv.DictReader(saved_rows(download.value)))
    whole = {
        row["component"]: row for row in csv.DictReader(str(dict(table.write(board))["scoreboard.csv"]).splitlines())
    }
    assert [row["component"] for row in saved] == ["katib-controller", "katib-db-manager"]
    assert saved == [{key: whole[row["component"]][key] for key in row} for row in saved]


def test_saved_rows_hold_no_formula(visit: Open, hostile_board: Scoreboard) -> None:
    seen = visit(hostile_board)
    with seen.expect_download() as download:
        seen.get_by_role("button", name="Save rows as CSV").click()
    cells = [cell for row in csv.reader(saved_rows(download.value)) for cell in row]
    assert [cell for cell in cells if cell.lstrip(" ").startswith(tuple("=+-@"))] == []
    assert [cell for cell in cells if cell.startswith("'=")] != []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_to_object_to(scheme: str, width: int, visit: Open, board: Scoreboard) -> None:
    seen = visit(board, width, scheme)
    assert objections(seen) == []
    seen.get_by_text("Columns", exact=True).click()
    assert objections(seen) == []
    seen.keyboard.press("Escape")
    seen.locator("button.open").first.click()
    assert objections(seen) == []


def objections(seen: Page) -> list[str]:
    """Return what axe-core has against the page by WCAG 2.2 A and AA and its best practices, with the elements."""
    found = Axe().run(seen, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]


def test_a_component_shows_its_stages_and_what_to_write_instead(visit: Open, board: Scoreboard) -> None:
    text = (
        "FROM golang:1.26 AS build\nRUN go build -o /m .\nFROM alpine:3.22\nCOPY --from=build /m /m\n" + 'CMD ["/m"]\n'
    )
    drawn = replace(standing(text), in_scope=True, rank=1, priority="P1")
    seen = visit(replace(board, standings=(drawn,)))
    seen.locator("button.open").first.click()
    shown = seen.locator("#details .stages li")
    expect(shown).to_have_text(["build golang:1.26", "stage 1 alpine:3.22ships; takes /m from build"])
    assert seen.locator("#details .arcs path.takes").count() == 1
    expect(seen.locator("#details .draft")).to_have_text(drawn.instead)
    assert objections(seen) == []
