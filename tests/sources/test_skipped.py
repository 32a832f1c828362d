"""What a server cannot bring is skipped with its reason, and the rest still comes (`tests/cli/test_batch.py`: more)."""

from pathlib import Path

import pytest

from audit.sources.repository.location import Limits
from tests.sources.looking import missed, remote, visit
from tests.sources.origins import Origins, loose
from tests.sources.server import GitServer

FILES = {"Dockerfile": "FROM scratch\n", "README.md": "Read me.\n"}


def test_blobs_that_are_missing_or_too_large_are_named_and_the_rest_comes(
    origins: Origins, server: GitServer, limits: Limits
) -> None:
    texts = {f"{number}/Dockerfile": f"FROM image{number}\n" for number in range(8)}
    path = origins.make("web.git", {"main": texts | {"large/Dockerfile": "#" * 4_000_001}})
    loose(path, "main:5/Dockerfile").unlink()
    assert visit(remote(f"{server.url}/web.git"), limits).read["main"] == {
        **{name: text.encode() for name, text in texts.items()},
        "5/Dockerfile": "its blob is missing",
        "large/Dockerfile": "larger than 4,000,000 bytes",
    }


@pytest.mark.parametrize("branch", [pytest.param("", id="no commit"), pytest.param("other", id="another branch only")])
def test_a_head_without_a_commit_is_skipped(branch: str, origins: Origins, server: GitServer, limits: Limits) -> None:
    origins.make("web.git", {branch: FILES} if branch else {})
    seen = visit(remote(f"{server.url}/web.git"), limits)
    assert (seen.snapshots, seen.skipped) == ((), (("", "empty: its HEAD names no branch that has a commit"),))


def test_a_repository_that_a_stall_cut_off_is_read_by_the_next_run(
    origins: Origins, server: GitServer, tmp_path: Path
) -> None:
    origins.make("web.git", {"main": FILES})
    server.stalled = frozenset({"web.git"})
    what = remote(f"{server.url}/web.git")
    assert missed(what, Limits(tmp_path / "cache", 1)) == "took longer than the limit of 1 s"
    server.stalled = frozenset()
    assert [each.branch for each in visit(what, Limits(tmp_path / "cache", 60)).snapshots] == ["main"]


def test_a_damaged_server_side_repository_is_skipped(origins: Origins, server: GitServer, limits: Limits) -> None:
    loose(origins.make("web.git", {"main": FILES}), "main^{tree}").unlink()
    assert "main" not in missed(remote(f"{server.url}/web.git"), limits)
