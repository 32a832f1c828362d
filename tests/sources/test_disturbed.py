"""A crawl beside other runs, in a damaged cache, and under the settings of whoever started it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from audit.sources.cache import cache_folder
from audit.sources.repository.location import Limits
from tests.sources.looking import clones, missed, remote, visit
from tests.sources.origins import Origins
from tests.sources.server import GitServer

FILES = {"Dockerfile": "FROM scratch\n", "README.md": "Read me.\n", "cmd/Dockerfile.web": "FROM alpine\n"}


def test_two_runs_at_once_on_one_cache_bring_the_same(origins: Origins, server: GitServer, limits: Limits) -> None:
    origins.make("web.git", {"main": FILES, "release-1": {"Dockerfile": "FROM debian\n"}})
    what = remote(f"{server.url}/web.git", "main", "release-1")
    with ThreadPoolExecutor(4) as pool:
        seen = list(pool.map(lambda _: visit(what, limits), range(4)))
    assert seen == [seen[0]] * 4
    assert len(clones(limits)) == 1


def test_another_run_that_holds_the_clone_is_waited_for_no_longer_than_the_limit(
    origins: Origins, server: GitServer, limits: Limits
) -> None:
    origins.make("web.git", {"main": FILES})
    address = f"{server.url}/web.git"
    with cache_folder.lock(cache_folder.clone_folder(limits.cache, address), 1):
        assert missed(remote(address), Limits(limits.cache, 1)) == "another run holds its clone"


def test_hooks_and_settings_of_the_user_do_not_run(
    origins: Origins, server: GitServer, limits: Limits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    origins.make("web.git", {"main": FILES})
    hooks = tmp_path / "template" / "hooks"
    hooks.mkdir(parents=True)
    for name in ("reference-transaction", "post-checkout"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
        (hooks / name).chmod(0o755)
    settings = tmp_path / "gitconfig"
    settings.write_text(f"[core]\n\thooksPath = {hooks}\n[init]\n\ttemplateDir = {hooks.parent}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    visit(remote(f"{server.url}/web.git"), limits)
    assert (sorted(each.name for each in clones(limits)[0].glob("hooks/*")), (tmp_path / "ran").exists()) == ([], False)


def test_the_caller_s_own_git_folder_is_not_taken_for_the_clone(
    origins: Origins, server: GitServer, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    origins.make("web.git", {"main": FILES})
    other = origins.make("other.git", {"main": {"Dockerfile": "FROM other\n"}})
    monkeypatch.setenv("GIT_DIR", str(other))
    seen = visit(remote(f"{server.url}/web.git"), limits)
    assert seen.read == {"main": {"Dockerfile": b"FROM scratch\n", "cmd/Dockerfile.web": b"FROM alpine\n"}}


def test_settings_that_the_environment_hands_to_git_stay_in_force(
    origins: Origins, server: GitServer, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    origins.make("web.git", {"main": FILES})
    for name, value in (
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_KEY_0", f"url.{server.url}/.insteadOf"),
        ("GIT_CONFIG_VALUE_0", "https://forge.example/"),
    ):
        monkeypatch.setenv(name, value)
    assert [each.branch for each in visit(remote("https://forge.example/web.git"), limits).snapshots] == ["main"]


def test_a_cache_that_cannot_be_written_is_said_without_its_place(
    origins: Origins, server: GitServer, tmp_path: Path
) -> None:
    origins.make("web.git", {"main": FILES})
    (tmp_path / "cache").write_text("a file")
    reason = missed(remote(f"{server.url}/web.git"), Limits(tmp_path / "cache", 60))
    assert reason == "cannot be read or kept: Not a directory"
