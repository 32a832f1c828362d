"""Repositories on this machine are read where they are, and not one byte of them changes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from audit.sources.repository.location import Limits
from tests.sources.looking import clones, local, missed, remote, visit
from tests.sources.origins import Origins, git, loose, state
from tests.sources.server import GitServer

FILES = {"Dockerfile": "FROM scratch\n", "README.md": "Read me.\n"}
READ = {"main": {"Dockerfile": b"FROM scratch\n"}}
MISSING, NONE = "no such branch, or it has no commit", "not a git repository"


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


def test_a_bare_repository_is_read_and_nothing_changes(origins: Origins, limits: Limits) -> None:
    path = origins.make("with space/-dash/wéb.git", {"main": FILES, "release-1": {"Dockerfile": "FROM debian\n"}})
    before = state(path)
    seen = visit(local(path, "main", "release-1", "release-9"), limits)
    assert seen.read == READ | {"release-1": {"Dockerfile": b"FROM debian\n"}}
    assert (seen.skipped, state(path), clones(limits)) == ((("release-9", MISSING),), before, [])


def test_of_a_work_tree_the_commit_is_read_and_nothing_changes(tmp_path: Path, limits: Limits) -> None:
    path = work_tree(tmp_path / "web")
    before = state(path)
    assert visit(local(path), limits).read == {"main": {"Dockerfile": b"FROM committed\n"}}
    assert state(path) == before
    git(path, "checkout", "--quiet", "--detach")
    detached = "its HEAD names no branch; expected `branches` to name one"
    assert visit(local(path), limits).skipped == (("", detached),)


def inside(tmp_path: Path) -> Path:
    path = work_tree(tmp_path / "web") / "cmd"
    path.mkdir()
    return path


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(inside, id="a folder inside a work tree"),
        pytest.param(lambda path: path / "none", id="a folder that is gone"),
        pytest.param(lambda path: path, id="an empty folder"),
    ],
)
def test_a_folder_that_is_no_repository(make: Callable[[Path], Path], tmp_path: Path, limits: Limits) -> None:
    assert missed(local(make(tmp_path)), limits) == NONE


@pytest.mark.parametrize("branch", [pytest.param("", id="no commit"), pytest.param("other", id="another branch only")])
def test_a_head_without_a_commit_is_skipped(branch: str, origins: Origins, limits: Limits) -> None:
    seen = visit(local(origins.make("web.git", {branch: FILES} if branch else {})), limits)
    assert (seen.snapshots, seen.skipped) == ((), (("main", MISSING),))


def test_a_branch_whose_commit_is_gone_is_skipped_and_the_others_are_read(origins: Origins, limits: Limits) -> None:
    path = origins.make("web.git", {"main": FILES, "release-1": {"Dockerfile": "FROM debian\n"}})
    loose(path, "release-1").unlink()
    seen = visit(local(path, "main", "release-1"), limits)
    assert (seen.read, seen.skipped) == (READ, (("release-1", f"bad object {git(path, 'rev-parse', 'release-1')}"),))


@pytest.mark.parametrize("content", [pytest.param(b"", id="missing"), pytest.param(b"not zlib", id="damaged")])
def test_a_blob_that_cannot_be_read_is_named_and_the_rest_is_read(
    content: bytes, origins: Origins, limits: Limits
) -> None:
    path = origins.make("web.git", {"main": {"a/Dockerfile": "FROM a\n", "b/Dockerfile": "FROM b\n"}})
    blob = loose(path, "main:a/Dockerfile")
    blob.unlink()
    if content:
        blob.write_bytes(content)
    assert visit(local(path), limits).read == {
        "main": {"a/Dockerfile": "its blob is missing", "b/Dockerfile": b"FROM b\n"}
    }


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("HEAD", "", NONE, id="an empty HEAD"),
        pytest.param("HEAD", "\x00\xff", NONE, id="a HEAD of odd bytes"),
        pytest.param("objects", "", NONE, id="no objects"),
        pytest.param("config", "[core\n", "its git configuration cannot be read", id="a broken configuration"),
        pytest.param("config", "no section = 1\n", "its git configuration cannot be read", id="a setting outside"),
    ],
)
def test_a_corrupt_repository_is_skipped_with_a_plain_reason(
    name: str, content: str, reason: str, origins: Origins, limits: Limits
) -> None:
    path = origins.make("web.git", {"main": FILES})
    (path / name).rename(path / "elsewhere")
    (path / name).write_bytes(content.encode("latin-1"))
    assert missed(local(path), limits) == reason


def test_a_partial_clone_is_read_as_far_as_it_goes_without_asking_its_server(
    origins: Origins, server: GitServer, limits: Limits, tmp_path: Path
) -> None:
    origins.make("web.git", {"main": FILES})
    git(tmp_path, "clone", "--quiet", "--bare", "--filter=blob:none", f"{server.url}/web.git", "partial.git")
    server.commands()
    seen = visit(local(tmp_path / "partial.git"), limits)
    assert [entry.path for entry in seen.snapshots[0].entries] == ["Dockerfile", "README.md"]
    assert (seen.read, server.commands()) == ({"main": {"Dockerfile": "its blob is missing"}}, [])


def test_a_file_url_is_cloned_into_the_cache(origins: Origins, limits: Limits) -> None:
    path = origins.make("web.git", {"main": FILES})
    before = state(path)
    assert visit(remote(f"file://{path}"), limits).read == READ
    assert (state(path), len(clones(limits))) == (before, 1)
