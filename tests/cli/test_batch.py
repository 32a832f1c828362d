"""A whole batch over real servers and folders: one broken repository never stops it, and the same bytes come out."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.serving import FILES, ledger, organisation, table
from tests.sources.origins import Origins, loose, state
from tests.sources.server import GitServer


def test_every_broken_repository_has_its_line_and_the_others_are_audited(audit: Command, server: GitServer) -> None:
    origins = Origins(server.root)
    for name in ("good", "late", "stalled", "private"):
        origins.make(f"{name}.git", {"main": FILES | {"README.md": name}})
    origins.make("empty.git", {})
    corrupt = origins.make("corrupt.git", {"main": FILES})
    (corrupt / "HEAD").write_text("")
    Path("plain").mkdir()
    server.stalled, server.locked = frozenset({"stalled.git"}), frozenset({"private.git"})
    config = organisation(
        server,
        "corrupt url: origins/corrupt.git",
        "empty",
        "good url: SERVER/good.git, branches: [main, release-9]",
        "late",
        "missing",
        "plain url: plain",
        "private",
        "stalled",
    )
    said = audit("run", "--config", config, "--timeout", "8", "--quiet")
    assert said.code == 0
    assert ledger() == [
        ("acme/corrupt", "", "skipped", "not a git repository"),
        ("acme/empty", "", "skipped", "empty: its HEAD names no branch that has a commit"),
        ("acme/good", "main", "audited", ""),
        ("acme/good", "release-9", "skipped", "no such branch on the remote"),
        ("acme/late", "main", "audited", ""),
        ("acme/missing", "", "skipped", f"repository '{server.url}/missing.git/' not found"),
        ("acme/plain", "", "skipped", "not a git repository"),
        ("acme/private", "", "skipped", f"Authentication failed for '{server.url}/private.git/'"),
        ("acme/stalled", "", "skipped", "took longer than the limit of 8 s"),
    ]


@pytest.fixture
def crowd(server: GitServer) -> str:
    """Return the file of an organisation of six repositories on two branches, and one that is not there."""
    names = [f"web{number}" for number in range(6)]
    for number, name in enumerate(names):
        texts = {f"{each}/Dockerfile": f"FROM alpine:3.{each}\nCMD web{number}\n" for each in range(3)}
        Origins(server.root).make(f"{name}.git", {"main": FILES | texts, "next": texts})
    return organisation(server, *(f"{name} url: SERVER/{name}.git, branches: [main, next]" for name in names), "none")


def test_one_job_and_eight_jobs_write_the_same_bytes(audit: Command, crowd: str) -> None:
    for output, cache, jobs in (
        ("one", "a", "1"),
        ("eight", "b", "8"),
        ("one again", "a", "1"),
        ("eight again", "b", "8"),
    ):
        audit("run", "--config", crowd, "--output", output, "--cache", cache, "--jobs", jobs, "--quiet")
    assert [each[2] for each in ledger("one")] == ["skipped"] + ["audited"] * 12
    assert [each[2] for each in ledger("one again")] == ["skipped"] + ["unchanged"] * 12
    assert state(Path("eight")) == state(Path("one"))
    assert state(Path("eight again")) == state(Path("one again"))


def test_kept_facts_change_nothing_but_the_word_for_the_outcome_and_its_counts(audit: Command, crowd: str) -> None:
    for output in ("cold", "warm"):
        audit("run", "--config", crowd, "--output", output, "--quiet")
    cold, warm = state(Path("cold")), state(Path("warm"))
    assert {name for name in cold if cold[name] != warm[name]} == {
        "repositories.csv",
        "repositories.parquet",
        "scoreboard.html",
        "scoreboard.json",
    }
    assert warm["repositories.csv"].replace(b"unchanged", b"audited") == cold["repositories.csv"]
    cold_record, warm_record = json.loads(cold["scoreboard.json"]), json.loads(warm["scoreboard.json"])
    assert cold_record.pop("outcomes") == {"expected": 13, "audited": 12, "unchanged": 0, "skipped": 1, "failed": 0}
    assert warm_record.pop("outcomes") == {"expected": 13, "audited": 0, "unchanged": 12, "skipped": 1, "failed": 0}
    for line in warm_record["ledger"]:
        line["outcome"] = line["outcome"].replace("unchanged", "audited")
    assert warm_record == cold_record


def test_a_night_on_which_nothing_changed_asks_each_repository_once(audit: Command, server: GitServer) -> None:
    origins = Origins(server.root)
    for name in ("api", "web"):
        origins.make(f"{name}.git", {"main": FILES | {"README.md": name}})
    config = organisation(server, "api", "web")
    audit("run", "--config", config, "--quiet")
    server.commands()
    audit("run", "--config", config, "--quiet")
    assert server.commands() == ["ls-refs", "ls-refs"]


def test_a_server_that_cannot_leave_blobs_out_is_noted_in_the_ledger_every_night(
    audit: Command, server: GitServer
) -> None:
    Origins(server.root).make("web.git", {"main": FILES})
    server.filters = False
    config = organisation(server, "web")
    for outcome in ("audited", "unchanged"):
        audit("run", "--config", config, "--quiet")
        assert ledger() == [
            ("acme/web", "main", outcome, "the server cannot leave blobs out: a plain shallow clone was made")
        ]


def test_a_missing_blob_is_told_and_the_other_dockerfiles_are_judged(audit: Command, server: GitServer) -> None:
    path = Origins(server.root).make("web.git", {"main": FILES | {"cmd/Dockerfile": "FROM alpine:3.22\nCMD web\n"}})
    loose(path, "main:cmd/Dockerfile").unlink()
    audit("run", "--config", organisation(server, "web"), "--quiet")
    assert table("scoreboard", "dockerfile") == [("Dockerfile",)]
    assert table("repositories", "dockerfiles", "skipped") == [("1", "1")]
