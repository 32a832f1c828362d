"""The page as text: what stands in it, and what cannot get into it."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from audit.model.scoreboard import Scoreboard
from reports import page
from reports.chart import draw
from reports.page import view
from reports.page.details.link import address, key

# of tabulator-tables 6.5.3 as the npm registry has it: dist/js, dist/css/tabulator_simple, LICENSE
DIGESTS = {
    "tabulator.min.js": "ffac518cb793c672a2f0522b7fc80bf862234d96bb1e581c8aaf7f48f130eafa",
    "tabulator.min.css": "edef8839235a4b6a8c3dc391ec93f2ce1bc633dd5270a5f990753b6f9183d32b",
    "tabulator.LICENSE": "191a2ee554684e1064c897b432f0e1bc6dfa714ca045d3f6ea2cf692cbd398b7",
}


class Reader(HTMLParser):
    """Collect a page's elements, their attributes, and the text of each kind of element."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.open.append(tag)
        self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.texts[tag][-1] += data


def render(scoreboard: Scoreboard) -> str:
    """Return the page of a scoreboard."""
    return page.render(scoreboard, draw(scoreboard))


@pytest.fixture(scope="session")
def read(board: Scoreboard) -> Reader:
    return Reader(render(board))


def test_the_sections_stand_in_order(read: Reader) -> None:
    assert read.texts["h2"] == [
        "Where the organisation stands", "What to do next", "What could not be looked at", "Groups and repositories",
        "Charts", "Components, ranked", "Rules", "Deployed", "Ledger", "Method and words", "This run",
    ]  # fmt: skip
    assert read.texts["h1"] == ["kubeflow"]


def test_what_could_not_be_looked_at_is_counted(read: Reader) -> None:
    assert [text for text in read.texts["li"] if "branch" in text or "skipped" in text or "unknown" in text][:3] == [
        "1 branch could not be read",
        "1 file or place skipped, each with its reason",
        "9 verdicts unknown for lack of evidence, counted neither as kept nor as broken",
    ]


def test_the_plain_table_holds_the_components_in_scope(read: Reader, board: Scoreboard) -> None:
    keys = [attributes.get("id") for tag, attributes in read.elements if tag == "tr" and "id" in attributes]
    assert keys == [key(standing) for standing in board.standings if standing.in_scope]


def test_nothing_in_scope_is_no_score(empty_board: Scoreboard) -> None:
    read = Reader(render(empty_board))
    assert "\N{EN DASH} nothing in scope" in [" ".join(text.split()) for text in read.texts["p"]]


def test_what_was_not_looked_at_has_no_score(read: Reader) -> None:
    cells = [text for text in read.texts["td"] if "not looked at" in text or "nothing in scope" in text]
    assert cells == ["nothing in scope", "\N{EN DASH} not looked at", "\N{EN DASH} not looked at"]


def test_the_page_asks_the_network_for_nothing(read: Reader) -> None:
    asked = [
        (tag, attributes.get("src") or attributes.get("href"))
        for tag, attributes in read.elements
        if "src" in attributes or (tag in {"link", "use", "image"} and "href" in attributes)
    ]
    assert asked == [("link", "data:,")]
    styles = "".join(read.texts["style"])
    assert (re.findall(r"@import|url\((?!['\"]?data:)", styles), "sourceMappingURL" in render_of(read)) == ([], False)


def render_of(read: Reader) -> str:
    """Return all styles and scripts of a page."""
    return "".join((*read.texts["style"], *read.texts["script"]))


def test_the_policy_knows_every_style_and_script_by_its_hash(read: Reader) -> None:
    policy = next(a["content"] for tag, a in read.elements if tag == "meta" and "http-equiv" in a)
    assert policy is not None
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    kinds = [a.get("type") for tag, a in read.elements if tag == "script"]
    scripts = [text for text, kind in zip(read.texts["script"], kinds, strict=True) if kind is None]
    assert directives == {
        "default-src": "'none'",
        "script-src": hashes(scripts),
        "style-src": hashes(read.texts["style"]),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def hashes(texts: list[str]) -> str:
    """Return the texts' hashes as a policy names them."""
    return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(t.encode()).digest()).decode()}'" for t in texts)


def test_there_are_no_inline_handlers_or_styles(read: Reader) -> None:
    found = [
        (tag, name)
        for tag, attributes in read.elements
        for name in attributes
        if name.startswith("on") or name == "style"
    ]
    assert found == []


def test_ids_are_unique_and_links_within_the_page_are_met(read: Reader, board: Scoreboard) -> None:
    ids = [a["id"] for _, a in read.elements if "id" in a]
    assert sorted(filter(None, ids)) == sorted(filter(None, set(ids)))
    wanted = {href[1:] for tag, a in read.elements if tag == "a" and (href := a.get("href") or "").startswith("#")}
    wanted = {each for each in wanted if not each.startswith("view?")}
    assert wanted - set(ids) == set()


def test_hostile_words_show_what_they_hide(hostile_board: Scoreboard) -> None:
    text = render(hostile_board)
    assert [character for character in "\u202e\u200b\x07\ud800" if character in text] == []
    shown = "</script><img src=x onerror=alert(1)>\"'&⟨U+202E⟩gnp.exe⟨U+200B⟩⟨U+0007⟩"
    assert Reader(text).texts["b"].count(shown) == 1


def test_the_data_can_not_end_its_script(hostile_board: Scoreboard) -> None:
    data = next(text for text in Reader(render(hostile_board)).texts["script"] if text.startswith('{"rules"'))
    assert [character for character in "<>&\u2028\u2029" if character in data] == []
    row = json.loads(data)["rows"][0]
    assert row["component"] == "</script><img src=x onerror=alert(1)>\"'&⟨U+202E⟩gnp.exe⟨U+200B⟩⟨U+0007⟩"
    assert row["url"] == ""


def test_a_long_name_is_cut_with_a_word(hostile_board: Scoreboard) -> None:
    data = next(text for text in Reader(render(hostile_board)).texts["script"] if text.startswith('{"rules"'))
    path = json.loads(data)["rows"][0]["path"]
    assert path.endswith("x… (9,907 more characters)")


def test_a_line_of_evidence_has_its_address(board: Scoreboard) -> None:
    first = board.standings[0]
    root = f"https://github.com/kubeflow/katib/blob/{first.place.commit}"
    assert address(first, first.component.dockerfile.path, 9) == f"{root}/cmd/katib-controller/v1beta1/Dockerfile#L9"
    assert address(first, "pkg/a b.go", 4) == f"{root}/pkg/a%20b.go#L4"
    assert address(first) == first.place.url


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_an_address_of_another_kind_is_no_link(url: str, board: Scoreboard) -> None:
    first = board.standings[0]
    assert address(replace(first, place=replace(first.place, url=url)), "Makefile", 3) == ""


def test_the_embedded_library_is_the_published_one() -> None:
    static = files("reports").joinpath("static")
    digests = {
        name: hashlib.sha256(static.joinpath(name).read_bytes()).hexdigest()
        for name in ("tabulator.min.js", "tabulator.min.css", "tabulator.LICENSE")
    }
    assert digests == DIGESTS


def test_the_licence_travels_with_the_page(read: Reader) -> None:
    licence = files("reports").joinpath("static", "tabulator.LICENSE").read_text()
    assert read.texts["pre"] == [licence]
    assert [text[:48] for text in read.texts["script"] if "Tabulator v" in text] == [
        "/* Tabulator v6.5.3 (c) Oliver Folkerd 2026 */\n!"
    ]


def test_a_row_tells_its_owners_with_the_line_that_names_them(board: Scoreboard) -> None:
    data = next(text for text in Reader(render(board)).texts["script"] if text.startswith('{"rules"'))
    row = json.loads(data)["rows"][1]
    assert (row["owners"], row["project"]) == (["chensun", "mprahl"], "graduated")
    assert next(fact for fact in row["facts"] if fact[0] == "Owners")[1:] == [
        "chensun, mprahl (project: graduated)",
        [["OWNERS:1", "approvers: chensun, mprahl", address(board.standings[1], "OWNERS", 1)]],
    ]


def test_a_group_says_its_images_its_priorities_and_what_they_run_on(board: Scoreboard) -> None:
    groups = {each.name: each for each in view.build(board).groups}
    training = groups["Training"]
    assert (training.in_scope, training.said, training.bareness, training.view) == (
        "1",
        "done 1",
        "distroless 1",
        "#view?group=Training",
    )


def test_components_of_no_group_are_counted_where_no_group_is_named(board: Scoreboard) -> None:
    free = tuple(replace(each, place=replace(each.place, working_group="")) for each in board.standings)
    rest = replace(board.groups[0], name="(no working group)")
    (found,) = view.build(replace(board, standings=free, groups=(rest,))).groups
    assert (found.bareness, found.view) == ("distroless 2 minimal 4 slim 2 unknown 1", "#view?group=%E2%80%93")


def test_a_rule_tells_its_pass_rate_and_who_does_not_keep_it(board: Scoreboard) -> None:
    rules = {each.code: each for each in view.build(board).rules}
    rule = rules["KF401"]
    broken = [
        each
        for each in sorted((s for s in board.standings if s.in_scope), key=lambda s: s.rank or 999)
        if any(f.rule == "KF401" and f.verdict.result in ("fail", "partial") for f in each.findings)
    ]
    assert [each.key for each in rule.breakers] == [key(each) for each in broken]
    assert (rule.rate, rule.view) == ("12 %", "#view?rule=KF401")


def test_what_nobody_gave_to_the_run_is_counted_apart(board: Scoreboard) -> None:
    rules = tuple(replace(each, needs_input=each.code == "KF501") for each in board.rules)
    said = view.build(replace(board, rules=rules)).ledger.said
    assert [each for each in said if "unknown" in each] == [
        "1 verdict unknown for lack of evidence, counted neither as kept nor as broken",
        "8 verdicts unknown for want of scanners' reports",
    ]
