"""`diff`: two runs by file, id, date or word; its formats and gates; and what `run --history` shows of it."""

import json
from pathlib import Path

import pytest

from reports import record as scoreboard
from tests.cli.conftest import Command
from tests.cli.serving import FILES, organisation
from tests.history.scanning import ONE, TWO, scanned_board
from tests.sources.origins import Origins, files
from tests.sources.server import GitServer
from tests.vulnerabilities.written import flaw

ALPINE = FILES["Dockerfile"].replace("FROM scratch", "FROM alpine:3.22")


@pytest.fixture
def two(audit: Command, server: GitServer) -> tuple[str, str]:
    """Make two nights of which the second is worse, and return the commits."""
    config = organisation(server, "web")
    Origins(server.root).make("web.git", {"main": FILES})
    audit("run", "--config", config, "--quiet", "--history", "history.sqlite", "--date", "2026-11-20", "--output", "a")
    commit = files(server.root / "web.git", "main", FILES | {"Dockerfile": ALPINE})
    audit("run", "--config", config, "--quiet", "--history", "history.sqlite", "--date", "2026-11-21", "--output", "b")
    before = json.loads(Path("a/scoreboard.json").read_text())["ledger"][0]["commit"]
    return before, commit


def ids(audit: Command) -> list[str]:
    """Return the ids of the runs on record."""
    return [each["id"] for each in json.loads(audit("history", "--format", "json").out)["runs"]]


def test_two_runs_are_named_by_file_id_date_or_word_and_tell_the_same(audit: Command, two: tuple[str, str]) -> None:
    old, new = ids(audit)
    given = [
        ("a/scoreboard.json", "b/scoreboard.json"),
        (old, new),
        (old[:6], new[:6]),
        ("2026-11-20", "2026-11-21"),
        ("2026-11-20", "2026-12-31"),
        ("previous", "latest"),
        ("previous",),
        ("a/scoreboard.json", "latest"),
        ("previous", "b/scoreboard.json"),
    ]
    told = {audit("diff", *names, "--format", "json").out for names in given}
    assert len(told) == 1
    document = json.loads(told.pop())
    assert [
        (each["kind"], each["rule"], each["reason"]["cause"]) for each in document["changes"] if each["counts"]
    ] == [("regressed", "KF401", "code")]
    assert [document["old"]["id"], document["new"]["id"]] == [old, new]


def test_a_gate_fails_on_a_regression_and_says_how_many(audit: Command, two: tuple[str, str]) -> None:
    worse = audit("diff", "previous", "--fail-on", "regression", "--fail-on", "coverage")
    assert (worse.code, worse.err) == (1, "image-audit: gate failed: 1 regressions in scope\n")
    assert audit("diff", "latest", "previous", "--fail-on", "regression").code == 0


@pytest.mark.parametrize(
    ("digest", "code", "said"),
    [
        pytest.param(ONE, 0, "", id="a disclosure fails no gate"),
        pytest.param(
            TWO,
            1,
            "image-audit: gate failed: 1 vulnerabilities came with other images in scope\n",
            id="what came with another image does",
        ),
    ],
)
def test_a_gate_tells_disclosures_from_regressions(digest: str, code: int, said: str, audit: Command) -> None:
    old = scanned_board("2026-11-20", flaw("CVE-2026-0001"))
    new = scanned_board("2026-11-21", flaw("CVE-2026-0001"), flaw("CVE-2026-0002"), digest=digest)
    Path("old.json").write_text(scoreboard.render(old))
    Path("new.json").write_text(scoreboard.render(new))
    done = audit("diff", "old.json", "new.json", "--fail-on", "regression")
    assert (done.code, done.err) == (code, said)
    found = json.loads(audit("diff", "old.json", "new.json", "--format", "json").out)["shifts"]
    assert [[flaw["name"] for flaw in each["flaws"]] for each in found] == [["CVE-2026-0002"]]


def test_the_terminal_and_markdown_say_what_got_worse_and_why(audit: Command, two: tuple[str, str]) -> None:
    before, after = two
    said = audit("diff", "previous").out
    assert "regressed KF401 distroless-runtime" in said
    assert f"code: {before[:12]} to {after[:12]}" in said
    said = audit("diff", "previous", "--format", "markdown").out
    assert said.splitlines()[0] == "## Container images: what changed"
    assert "### What got worse" in said.splitlines()


@pytest.mark.parametrize(
    ("names", "said"),
    [
        pytest.param(("2026-11-19",), "no run on record up to 2026-11-19; the first is of 2026-11-20", id="too early"),
        pytest.param(("nothing",), "'nothing': no such run on record; expected a scoreboard.json, ", id="no such run"),
        pytest.param(
            ("a/scoreboard.csv",), "a/scoreboard.csv: not a scoreboard.json of this program: ", id="no record"
        ),
    ],
)
def test_what_is_no_run_is_refused(names: tuple[str, ...], said: str, audit: Command, two: tuple[str, str]) -> None:
    done = audit("diff", *names)
    assert (done.code, done.err.startswith(f"image-audit: {said}")) == (2, True)


def test_a_run_with_a_history_shows_what_changed_since(audit: Command, two: tuple[str, str]) -> None:
    assert not Path("a/changes.md").exists()
    assert "Since the run of" not in Path("a/scoreboard.html").read_text()
    assert '<h2 id="since-1-title">Since the run of 2026-11-20</h2>' in Path("b/scoreboard.html").read_text()
    assert Path("b/changes.md").read_text().splitlines()[0] == "## Container images since the run of 2026-11-20"
    assert [each["moment"] for each in json.loads(Path("b/changes.json").read_text())["since"]] == [
        "the run of 2026-11-20"
    ]
    assert (Path("a/charts/history.svg").exists(), Path("b/charts/history.svg").exists()) == (False, True)


def test_changes_since_the_last_release_are_shown_too(audit: Command, server: GitServer, two: tuple[str, str]) -> None:
    with Path("acme.yaml").open("a") as stream:
        stream.write(
            "releases: [{name: v1, date: 2026-01-01}, {name: v2, date: 2026-11-20}, {name: v3, date: 2030-01-01}]\n"
        )
    audit("run", "--config", "acme.yaml", "--quiet", "--history", "history.sqlite", "--date", "2026-11-22")
    document = json.loads(Path("out/changes.json").read_text())
    assert [(each["moment"], each["difference"]["old"]["run"]["date"]) for each in document["since"]] == [
        ("the run of 2026-11-21", "2026-11-21"),
        ("release v2 (2026-11-20)", "2026-11-20"),
    ]


def test_the_same_run_once_more_shows_the_same_page(audit: Command, two: tuple[str, str]) -> None:
    again = ("run", "--config", "acme.yaml", "--quiet", "--history", "history.sqlite", "--date", "2026-11-21")
    audit(*again, "--output", "c")
    assert Path("c/changes.json").read_bytes() == Path("b/changes.json").read_bytes()


def test_a_night_on_which_nothing_could_be_looked_at_is_none_to_compare_with(
    audit: Command, server: GitServer, two: tuple[str, str]
) -> None:
    server.locked = frozenset({"web.git"})
    again = ("run", "--config", "acme.yaml", "--quiet", "--history", "history.sqlite")
    assert audit(*again, "--date", "2026-11-22").code == 3
    server.locked = frozenset()
    audit(*again, "--date", "2026-11-23")
    document = json.loads(Path("out/changes.json").read_text())
    assert [each["moment"] for each in document["since"]] == ["the run of 2026-11-21"]
    assert audit("diff", "2026-11-21", "2026-11-22", "--fail-on", "coverage").code == 1


def test_a_record_of_the_version_before_is_read_too(audit: Command, two: tuple[str, str]) -> None:
    document = json.loads(Path("a/scoreboard.json").read_text())
    document["schema_version"] = 1
    for name in ("weights_digest", "lifecycle_digest", "settings_digest", "only"):
        del document["run"][name]
    for standing in document["standings"]:
        for finding in standing["findings"]:
            del finding["verdict"]["ended"]
    Path("old.json").write_text(json.dumps(document))
    said = json.loads(audit("diff", "old.json", "b/scoreboard.json", "--format", "json").out)
    assert [(each["kind"], each["rule"]) for each in said["changes"] if each["counts"]] == [("regressed", "KF401")]
