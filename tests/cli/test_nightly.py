"""Night after night: what did not change is not read again, and what was done when a run ended is not lost."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import audit as package
from tests.cli.conftest import Command
from tests.cli.serving import FILES, ledger, organisation
from tests.sources.origins import Origins, files, git
from tests.sources.server import GitServer


def outcomes() -> dict[str, int]:
    """Return the counts of the record, without those that are none."""
    return {name: count for name, count in record()["outcomes"].items() if count}


def record() -> dict[str, dict[str, int]]:
    """Return scoreboard.json."""
    found: dict[str, dict[str, int]] = json.loads(Path("out/scoreboard.json").read_text())
    return found


def words(output: str = "out") -> list[str]:
    """Return the outcome of every line of the ledger."""
    return [outcome for _, _, outcome, _ in ledger(output)]


@pytest.fixture
def config(server: GitServer) -> str:
    """Return the file of an organisation of two repositories, one of them on two branches."""
    Origins(server.root).make("api.git", {"main": FILES | {"README.md": "api"}})
    Origins(server.root).make("web.git", {branch: FILES | {"README.md": branch} for branch in ("main", "next")})
    return organisation(server, "api", "web url: SERVER/web.git, branches: [main, next]")


def test_an_unchanged_night_asks_each_repository_once_and_opens_no_clone(
    audit: Command, server: GitServer, config: str
) -> None:
    audit("run", "--config", config, "--quiet")
    assert (words(), outcomes()) == (["audited"] * 3, {"expected": 3, "audited": 3})
    for clone in Path("cache/repositories").iterdir():
        clone.rename(f"{clone}.away")
    server.commands()
    assert audit("run", "--config", config, "--quiet").code == 0
    assert (words(), outcomes()) == (["unchanged"] * 3, {"expected": 3, "unchanged": 3})
    assert server.commands() == ["ls-refs", "ls-refs"]
    assert list(Path("cache/repositories").glob("*.git")) == []


def test_of_a_repository_the_branch_that_moved_is_read(audit: Command, server: GitServer, config: str) -> None:
    audit("run", "--config", config, "--quiet")
    files(server.root / "web.git", "next", {"Dockerfile": "FROM alpine:3.22\n"})
    audit("run", "--config", config, "--quiet")
    assert ledger() == [
        ("acme/api", "main", "unchanged", ""),
        ("acme/web", "main", "unchanged", ""),
        ("acme/web", "next", "audited", ""),
    ]


def test_another_profile_judges_what_is_kept(audit: Command, server: GitServer, config: str) -> None:
    audit("run", "--config", config, "--quiet")
    before = record()["total"]["score"]
    server.commands()
    audit("run", "--config", config, "--profile", "current", "--offline", "--quiet")
    assert (words(), server.commands()) == (["unchanged"] * 3, [])
    assert record()["total"]["score"] != before


def test_no_cache_reads_everything_anew_and_keeps_nothing(audit: Command, config: str) -> None:
    for _ in range(2):
        audit("run", "--config", config, "--no-cache", "--quiet")
        assert (words(), Path("cache/facts").exists()) == (["audited"] * 3, False)


def test_a_blob_that_the_server_lacked_is_asked_for_again(audit: Command, server: GitServer, config: str) -> None:
    path = server.root / "api.git"
    blob = git(path, "rev-parse", "main:Dockerfile")
    loose = path / "objects" / blob[:2] / blob[2:]
    # both repositories hold the same file, each in its own store
    content = loose.read_bytes()
    loose.unlink()
    audit("run", "--config", config, "--quiet")
    assert record()["total"]["dockerfiles"] == 2
    loose.write_bytes(content)
    audit("run", "--config", config, "--quiet")
    assert (words(), record()["total"]["dockerfiles"]) == (["audited", "unchanged", "unchanged"], 3)


def test_offline_audits_what_is_kept_and_skips_the_rest(audit: Command, server: GitServer, config: str) -> None:
    audit("run", "--config", config, "--only", "web", "--quiet")
    server.commands()
    said = audit("run", "--config", config, "--offline", "--quiet")
    assert (said.code, server.received) == (0, [])
    assert ledger() == [
        ("acme/api", "", "skipped", "offline, and nothing of it is kept"),
        ("acme/web", "main", "unchanged", ""),
        ("acme/web", "next", "unchanged", ""),
    ]


def test_offline_reads_a_clone_when_its_facts_are_gone(audit: Command, server: GitServer, config: str) -> None:
    audit("run", "--config", config, "--quiet")
    server.commands()
    audit("run", "--config", config, "--offline", "--no-cache", "--quiet")
    assert (words(), server.received) == (["audited"] * 3, [])
    for clone in Path("cache/repositories").glob("*web*.git"):
        clone.rename(f"{clone}.away")
    audit("run", "--config", config, "--offline", "--no-cache", "--quiet")
    assert ledger() == [
        ("acme/api", "main", "audited", ""),
        ("acme/web", "main", "skipped", "offline, and no clone of it is kept"),
        ("acme/web", "next", "skipped", "offline, and no clone of it is kept"),
    ]


def test_offline_with_nothing_kept_leaves_with_3(audit: Command, config: str) -> None:
    said = audit("run", "--config", config, "--offline", "--quiet")
    assert (said.code, said.err) == (3, "image-audit: nothing could be audited; the ledger says why\n")


@pytest.mark.parametrize(
    ("percent", "code", "told"),
    [
        pytest.param("66.6", 0, "", id="enough"),
        pytest.param(
            "66.7",
            1,
            "image-audit: gate failed: 66.6 % of the branches could be audited, expected 66.7 %\n",
            id="not enough",
        ),
    ],
)
def test_branches_that_could_not_be_audited_fail_the_gate(
    percent: str, code: int, told: str, audit: Command, server: GitServer
) -> None:
    Origins(server.root).make("web.git", {"main": FILES, "next": FILES})
    config = organisation(server, "web url: SERVER/web.git, branches: [main, next, gone]")
    said = audit("run", "--config", config, "--min-coverage", percent, "--quiet")
    assert (said.code, said.err, outcomes()) == (code, told, {"expected": 3, "audited": 2, "skipped": 1})


def test_every_gate_that_fails_is_told(audit: Command, config: str) -> None:
    said = audit("run", "--config", config, "--fail-under", "100", "--fail-on", "P1", "--fail-on", "P2", "--quiet")
    assert (said.code, len(said.err.splitlines())) == (1, 2)


@contextmanager
def running(config: str) -> Iterator[subprocess.Popen[str]]:
    """Run the command in a process of its own, one repository after the other."""
    command = [sys.executable, "-m", "audit", "run", "--config", config, "--jobs", "1", "--quiet"]
    variables = os.environ | {"PYTHONPATH": str(Path(package.__file__).parent.parent)}
    # a job in the background of a shell ignores the interrupt, and so would what it starts
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, env=variables, stderr=subprocess.PIPE, text=True) as process:
        signal.signal(signal.SIGINT, before)
        try:
            yield process
        finally:
            process.kill()


def tell(process: subprocess.Popen[str], how: signal.Signals) -> None:
    """Send a signal, once more when it went under: Python drops one that comes while an object is finalised."""
    process.send_signal(how)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.send_signal(how)


def wait_for(server: GitServer, repository: str) -> None:
    """Wait until the repository is asked for."""
    end = time.monotonic() + 60
    while repository not in [name for name, _ in server.received]:
        assert time.monotonic() < end, "nobody asked"
        time.sleep(0.01)


@pytest.mark.parametrize(
    "how",
    [
        pytest.param(signal.SIGKILL, id="killed"),
        pytest.param(signal.SIGINT, id="interrupted"),
        pytest.param(signal.SIGTERM, id="told to end"),
    ],
)
def test_a_run_that_was_ended_goes_on_where_it_stopped(
    how: signal.Signals, audit: Command, server: GitServer, config: str
) -> None:
    server.stalled = frozenset({"web.git"})
    with running(config) as process:
        wait_for(server, "web.git")
        tell(process, how)
        process.wait(20)
    assert (process.returncode, Path("out").exists()) == (-9 if how == signal.SIGKILL else 130, False)
    server.stalled = frozenset()
    server.released.set()
    server.commands()
    audit("run", "--config", config, "--quiet")
    assert words() == ["unchanged", "audited", "audited"]
    assert server.commands("api.git") == ["ls-refs"]


@pytest.mark.skipif(shutil.which("ps") is None, reason="no ps here")
def test_an_interrupt_ends_the_git_processes_too(server: GitServer, config: str) -> None:
    server.stalled = frozenset({"web.git"})
    with running(config) as process:
        wait_for(server, "web.git")
        tell(process, signal.SIGINT)
        # git's own standard error is a pipe of its own, ours ends when we do
        assert (process.wait(20), process.stderr and process.stderr.read()) == (130, "\nimage-audit: interrupted\n")
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert [line for line in listed.splitlines() if f"{server.url}/web.git" in line] == []
