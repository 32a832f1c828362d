"""What a crawl cannot bring is skipped with its reason, and the rest still comes."""

import time
from pathlib import Path

from audit.sources.repository.location import Limits
from tests.sources.looking import missed, remote, visit
from tests.sources.origins import Origins, git
from tests.sources.server import GitServer

FILES = {"Dockerfile": "FROM scratch\n", "README.md": "Read me.\n", "cmd/Dockerfile.web": "FROM alpine\n"}


def test_a_missing_blob_is_named_and_the_rest_still_comes(origins: Origins, server: GitServer, limits: Limits) -> None:
    path = origins.make("web.git", {"main": {f"{each}/Dockerfile": f"FROM image{each}\n" for each in range(8)}})
    gone = git(path, "rev-parse", "main:5/Dockerfile")
    (path / "objects" / gone[:2] / gone[2:]).unlink()
    seen = visit(remote(f"{server.url}/web.git"), limits)
    assert seen.read["main"] == {
        **{f"{each}/Dockerfile": f"FROM image{each}\n".encode() for each in range(8)},
        "5/Dockerfile": "its blob is missing",
    }


def test_a_blob_that_is_too_large_is_named(origins: Origins, server: GitServer, limits: Limits) -> None:
    origins.make("web.git", {"main": {"Dockerfile": "#" * 4_000_001, "b/Dockerfile": "FROM scratch\n"}})
    seen = visit(remote(f"{server.url}/web.git"), limits)
    assert seen.read["main"] == {"Dockerfile": "larger than 4,000,000 bytes", "b/Dockerfile": b"FROM scratch\n"}


def test_a_missing_branch_is_skipped_and_the_others_are_read(
    origins: Origins, server: GitServer, limits: Limits
) -> None:
    origins.make("web.git", {"main": FILES})
    seen = visit(remote(f"{server.url}/web.git", "main", "release-9"), limits)
    assert [each.branch for each in seen.snapshots] == ["main"]
    assert seen.skipped == (("release-9", "no such branch on the remote"),)


def test_an_empty_repository_is_skipped(origins: Origins, server: GitServer, limits: Limits) -> None:
    origins.make("web.git", {})
    seen = visit(remote(f"{server.url}/web.git"), limits)
    assert (seen.snapshots, seen.skipped) == ((), (("", "empty: its HEAD names no branch that has a commit"),))


def test_an_unborn_head_is_skipped_though_other_branches_have_commits(
    origins: Origins, server: GitServer, limits: Limits
) -> None:
    origins.make("web.git", {"other": FILES}, head="main")
    seen = visit(remote(f"{server.url}/web.git"), limits)
    assert (seen.snapshots, seen.skipped) == ((), (("", "empty: its HEAD names no branch that has a commit"),))


def test_a_missing_repository_is_skipped(server: GitServer, limits: Limits) -> None:
    assert missed(remote(f"{server.url}/none.git"), limits) == f"repository '{server.url}/none.git/' not found"


def test_a_private_repository_is_skipped_promptly_and_nobody_is_asked(
    origins: Origins, server: GitServer, limits: Limits
) -> None:
    origins.make("web.git", {"main": FILES})
    server.locked = frozenset({"web.git"})
    begun = time.monotonic()
    reason = missed(remote(f"{server.url}/web.git"), limits)
    assert reason == f"Authentication failed for '{server.url}/web.git/'"
    assert time.monotonic() - begun < 20


def test_a_server_that_stalls_is_left_at_the_time_limit(origins: Origins, server: GitServer, tmp_path: Path) -> None:
    origins.make("web.git", {"main": FILES})
    server.stalled = frozenset({"web.git"})
    begun = time.monotonic()
    reason = missed(remote(f"{server.url}/web.git"), Limits(tmp_path / "cache", 1))
    assert reason == "took longer than the limit of 1 s"
    assert time.monotonic() - begun < 20


def test_a_repository_that_a_stall_cut_off_is_read_by_the_next_run(
    origins: Origins, server: GitServer, tmp_path: Path
) -> None:
    origins.make("web.git", {"main": FILES})
    server.stalled = frozenset({"web.git"})
    missed(remote(f"{server.url}/web.git"), Limits(tmp_path / "cache", 1))
    server.stalled = frozenset()
    seen = visit(remote(f"{server.url}/web.git"), Limits(tmp_path / "cache", 60))
    assert [each.branch for each in seen.snapshots] == ["main"]


def test_nobody_listening_is_skipped(limits: Limits) -> None:
    reason = missed(remote("http://127.0.0.1:9/web.git"), limits)
    assert reason.startswith("unable to access 'http://127.0.0.1:9/web.git/': ")


def test_a_damaged_server_side_repository_is_skipped(origins: Origins, server: GitServer, limits: Limits) -> None:
    path = origins.make("web.git", {"main": FILES})
    tree = git(path, "rev-parse", "main^{tree}")
    (path / "objects" / tree[:2] / tree[2:]).unlink()
    assert "main" not in missed(remote(f"{server.url}/web.git"), limits)
