"""A whole batch over real servers and folders: one broken repository never stops it, and the same bytes come out."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.sources.origins import SETTLED, Origins, git, state
from tests.sources.server import GitServer, serving

FILES = {"Dockerfile": "FROM golang:1.26 AS build\nRUN go build -o /web .\nFROM scratch\nCOPY --from=build /web /web\n"}


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GitServer]:
    """Return a git server on loopback."""
    for name, value in SETTLED.items():
        monkeypatch.setenv(name, value)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "origins").mkdir()
    with serving(tmp_path / "origins") as running:
        yield running


def organisation(server: GitServer, *entries: str) -> str:
    """Write an organisation's file; an entry is `name`, then what else stands in it, `SERVER` for the address."""
    text = "organization: acme\nrepositories:\n"
    for entry in entries:
        name, _, rest = entry.partition(" ")
        text += f"  - {{name: acme/{name}, {rest.replace('SERVER', server.url) or f'url: {server.url}/{name}.git'}}}\n"
    Path("acme.yaml").write_text(text)
    return "acme.yaml"


def ledger(output: str = "out") -> list[tuple[str, str, str, str]]:
    """Return (repository, branch, outcome, reason) of every line of repositories.csv."""
    with Path(output, "repositories.csv").open(newline="") as stream:
        return [(row["repository"], row["branch"], row["outcome"], row["reason"]) for row in csv.DictReader(stream)]


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


def test_one_job_and_eight_jobs_write_the_same_bytes_and_so_does_a_second_run(
    audit: Command, server: GitServer
) -> None:
    origins = Origins(server.root)
    names = [f"web{number}" for number in range(6)]
    for number, name in enumerate(names):
        texts = {f"{each}/Dockerfile": f"FROM alpine:3.{each}\nCMD web{number}\n" for each in range(3)}
        origins.make(f"{name}.git", {"main": FILES | texts, "next": texts})
    config = organisation(server, *(f"{name} url: SERVER/{name}.git, branches: [main, next]" for name in names), "none")
    for output, cache, jobs in (("one", "a", "1"), ("eight", "b", "8"), ("again", "b", "8")):
        audit("run", "--config", config, "--output", output, "--cache", cache, "--jobs", jobs, "--quiet")
    assert len(ledger("one")) == 13
    assert state(Path("eight")) == state(Path("one"))
    assert state(Path("again")) == state(Path("one"))


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
    for _ in range(2):
        audit("run", "--config", config, "--quiet")
        assert ledger() == [
            ("acme/web", "main", "audited", "the server cannot leave blobs out: a plain shallow clone was made")
        ]


def test_a_missing_blob_is_told_and_the_other_dockerfiles_are_judged(audit: Command, server: GitServer) -> None:
    path = Origins(server.root).make("web.git", {"main": FILES | {"cmd/Dockerfile": "FROM alpine:3.22\nCMD web\n"}})
    gone = git(path, "rev-parse", "main:cmd/Dockerfile")
    (path / "objects" / gone[:2] / gone[2:]).unlink()
    audit("run", "--config", organisation(server, "web"), "--quiet")
    with Path("out/scoreboard.csv").open(newline="") as stream:
        assert [row["dockerfile"] for row in csv.DictReader(stream)] == ["Dockerfile"]
    with Path("out/repositories.csv").open(newline="") as stream:
        assert [(row["dockerfiles"], row["skipped"]) for row in csv.DictReader(stream)] == [("1", "1")]


def test_names_from_repositories_stay_one_row_each(audit: Command, server: GitServer) -> None:
    names = ("a\nb/Dockerfile", 'a"b/Dockerfile', "a\tb/Dockerfile", "-rf/Dockerfile", "=cmd/Dockerfile")
    Origins(server.root).make("web.git", {"main": dict.fromkeys(names, FILES["Dockerfile"])})
    assert audit("run", "--config", organisation(server, "web"), "--quiet").code == 0
    with Path("out/scoreboard.csv").open(newline="") as stream:
        assert len(list(csv.DictReader(stream))) == len(names)
