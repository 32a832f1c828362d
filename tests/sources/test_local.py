"""Repositories on this machine are read where they lie, and not one byte of them changes."""

from pathlib import Path

import pytest

from audit.sources.repository.location import Limits
from tests.sources.looking import clones, local, missed, remote, visit
from tests.sources.origins import Origins, commit, git, row, state
from tests.sources.server import GitServer

FILES = {"Dockerfile": "FROM scratch\n", "README.md": "Read me.\n"}


def work_tree(folder: Path) -> Path:
    """Make a repository with a work tree: one file committed, another one not."""
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    (folder / "Dockerfile").write_text("FROM committed\n")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=Files")
    (folder / "Dockerfile").write_text("FROM changed\n")
    (folder / "Dockerfile.new").write_text("FROM new\n")
    return folder


def test_a_bare_repository_is_read_where_it_lies(origins: Origins, limits: Limits) -> None:
    path = origins.make("web.git", {"main": FILES, "release-1": {"Dockerfile": "FROM debian\n"}})
    before = state(path)
    seen = visit(local(path, "main", "release-1"), limits)
    assert seen.read == {"main": {"Dockerfile": b"FROM scratch\n"}, "release-1": {"Dockerfile": b"FROM debian\n"}}
    assert (state(path), clones(limits)) == (before, [])


def test_of_a_work_tree_the_commit_is_read_and_nothing_changes(tmp_path: Path, limits: Limits) -> None:
    path = work_tree(tmp_path / "web")
    before = state(path)
    assert visit(local(path), limits).read == {"main": {"Dockerfile": b"FROM committed\n"}}
    assert state(path) == before


def test_a_folder_inside_a_work_tree_is_no_repository(tmp_path: Path, limits: Limits) -> None:
    path = work_tree(tmp_path / "web") / "cmd"
    path.mkdir()
    assert missed(local(path), limits) == "not a git repository"


def test_a_folder_that_is_gone_is_skipped(tmp_path: Path, limits: Limits) -> None:
    assert missed(local(tmp_path / "none"), limits) == "not a git repository"


def test_an_empty_folder_is_skipped(tmp_path: Path, limits: Limits) -> None:
    assert missed(local(tmp_path), limits) == "not a git repository"


def test_an_empty_repository_is_skipped(origins: Origins, limits: Limits) -> None:
    seen = visit(local(origins.make("web.git", {})), limits)
    assert (seen.snapshots, seen.skipped) == ((), (("main", "no such branch, or it has no commit"),))


def test_an_unborn_head_is_skipped_though_other_branches_have_commits(origins: Origins, limits: Limits) -> None:
    seen = visit(local(origins.make("web.git", {"other": FILES})), limits)
    assert (seen.snapshots, seen.skipped) == ((), (("main", "no such branch, or it has no commit"),))


def test_a_detached_head_asks_for_a_branch(tmp_path: Path, limits: Limits) -> None:
    path = work_tree(tmp_path / "web")
    git(path, "checkout", "--quiet", "--detach")
    seen = visit(local(path), limits)
    assert seen.skipped == (("", "its HEAD names no branch; expected `branches` to name one"),)


def test_a_missing_branch_is_skipped_and_the_others_are_read(origins: Origins, limits: Limits) -> None:
    seen = visit(local(origins.make("web.git", {"main": FILES}), "main", "release-9"), limits)
    assert [each.branch for each in seen.snapshots] == ["main"]
    assert seen.skipped == (("release-9", "no such branch, or it has no commit"),)


def test_a_branch_whose_commit_is_gone_is_skipped_and_the_others_are_read(origins: Origins, limits: Limits) -> None:
    path = origins.make("web.git", {"main": FILES, "release-1": {"Dockerfile": "FROM debian\n"}})
    gone = git(path, "rev-parse", "release-1")
    (path / "objects" / gone[:2] / gone[2:]).unlink()
    seen = visit(local(path, "main", "release-1"), limits)
    assert [each.branch for each in seen.snapshots] == ["main"]
    assert seen.skipped == (("release-1", f"bad object {gone}"),)


def test_a_missing_blob_is_named_and_the_rest_is_read(origins: Origins, limits: Limits) -> None:
    path = origins.make("web.git", {"main": {"a/Dockerfile": "FROM a\n", "b/Dockerfile": "FROM b\n"}})
    gone = git(path, "rev-parse", "main:a/Dockerfile")
    (path / "objects" / gone[:2] / gone[2:]).unlink()
    seen = visit(local(path), limits)
    assert seen.read == {"main": {"a/Dockerfile": "its blob is missing", "b/Dockerfile": b"FROM b\n"}}


def test_a_damaged_blob_is_named_and_the_rest_is_read(origins: Origins, limits: Limits) -> None:
    path = origins.make("web.git", {"main": {"a/Dockerfile": "FROM a\n", "b/Dockerfile": "FROM b\n"}})
    bad = git(path, "rev-parse", "main:a/Dockerfile")
    loose = path / "objects" / bad[:2] / bad[2:]
    loose.chmod(0o644)
    loose.write_bytes(b"not zlib")
    seen = visit(local(path), limits)
    assert seen.read == {"main": {"a/Dockerfile": "its blob is missing", "b/Dockerfile": b"FROM b\n"}}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("HEAD", "", "not a git repository", id="an empty HEAD"),
        pytest.param("HEAD", "\x00\xff", "not a git repository", id="a HEAD of odd bytes"),
        pytest.param("config", "[core\n", "its git configuration cannot be read", id="a broken configuration"),
        pytest.param("config", "no section = 1\n", "its git configuration cannot be read", id="a setting outside"),
    ],
)
def test_a_corrupt_repository_is_skipped_with_a_plain_reason(
    name: str, content: str, reason: str, origins: Origins, limits: Limits
) -> None:
    path = origins.make("web.git", {"main": FILES})
    (path / name).write_bytes(content.encode("latin-1"))
    assert missed(local(path), limits) == reason


def test_a_repository_without_its_objects_is_skipped(origins: Origins, limits: Limits) -> None:
    path = origins.make("web.git", {"main": FILES})
    (path / "objects").rename(path / "elsewhere")
    assert missed(local(path), limits) == "not a git repository"


def test_a_partial_clone_is_read_as_far_as_it_goes_without_asking_its_server(
    origins: Origins, server: GitServer, limits: Limits, tmp_path: Path
) -> None:
    origins.make("web.git", {"main": FILES})
    git(tmp_path, "clone", "--quiet", "--bare", "--filter=blob:none", f"{server.url}/web.git", "partial.git")
    server.commands()
    seen = visit(local(tmp_path / "partial.git"), limits)
    assert [each.path for each in seen.snapshots[0].entries] == ["Dockerfile", "README.md"]
    assert seen.read == {"main": {"Dockerfile": "its blob is missing"}}
    assert server.commands() == []


def test_a_repository_of_another_kind_of_path_is_read(origins: Origins, limits: Limits) -> None:
    path = origins.make("with space/-dash/wéb.git", {"main": FILES})
    assert visit(local(path), limits).read == {"main": {"Dockerfile": b"FROM scratch\n"}}


def test_names_that_are_no_text_are_shown_escaped(origins: Origins, limits: Limits) -> None:
    path = origins.make("web.git", {})
    commit(path, "main", [row(path, b"\xff\n/Dockerfile", "FROM scratch\n")])
    assert visit(local(path), limits).read == {"main": {"\\xff\n/Dockerfile": b"FROM scratch\n"}}


def test_a_file_url_is_cloned_into_the_cache(origins: Origins, limits: Limits) -> None:
    path = origins.make("web.git", {"main": FILES})
    before = state(path)
    seen = visit(remote(f"file://{path}"), limits)
    assert seen.read == {"main": {"Dockerfile": b"FROM scratch\n"}}
    assert (state(path), len(clones(limits))) == (before, 1)
