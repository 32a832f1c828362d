"""Tags are read like branches, by their full name: lightweight and annotated ones, wherever the repository lies."""

from dataclasses import replace
from pathlib import Path

import pytest

from audit.model.repository import Folder
from audit.sources.repository.location import Limits
from tests.sources.looking import local, remote, repository, visit
from tests.sources.origins import Origins, files, git
from tests.sources.server import GitServer

OLD, NEW = {"Dockerfile": "FROM old\n"}, {"Dockerfile": "FROM new\n"}
LIGHT, SIGNED, TWICE, GONE = (f"refs/tags/{name}" for name in ("v1.0", "1.1", "v1.1-twice", "v9"))


@pytest.fixture
def origin(origins: Origins) -> Path:
    """Return a repository whose tags are of its first commit; the branch has gone on, and one is named as a tag is."""
    path = origins.make("web.git", {"main": OLD, "v1.0": NEW})
    git(path, "tag", "v1.0", "main")
    git(path, "tag", "--annotate", "--message=Release", "1.1", "main")
    git(path, "tag", "--annotate", "--message=Again", "v1.1-twice", "1.1")
    files(path, "main", NEW)
    return path


def first(path: Path) -> str:
    """Return the commit that the tags are for."""
    return git(path, "rev-parse", "refs/tags/v1.0^{commit}")


@pytest.mark.parametrize(
    "tag",
    [
        pytest.param(LIGHT, id="a lightweight tag, not the branch of its name"),
        pytest.param(SIGNED, id="an annotated tag"),
        pytest.param(TWICE, id="a tag of a tag"),
    ],
)
@pytest.mark.parametrize("served", [pytest.param(False, id="on this machine"), pytest.param(True, id="on a server")])
def test_a_tag(tag: str, served: bool, origin: Path, server: GitServer, limits: Limits) -> None:  # noqa: FBT001 - a case
    seen = visit(remote(f"{server.url}/web.git", tag) if served else local(origin, tag), limits)
    assert [(each.branch, each.commit) for each in seen.snapshots] == [(tag, first(origin))]
    assert (seen.read, seen.skipped) == ({tag: {"Dockerfile": b"FROM old\n"}}, ())


def test_tags_and_branches_in_one_request(origin: Path, server: GitServer, limits: Limits) -> None:
    seen = visit(remote(f"{server.url}/web.git", "main", "v1.0", SIGNED, LIGHT), limits)
    assert {branch: read["Dockerfile"] for branch, read in seen.read.items()} == {
        "main": b"FROM new\n",
        "v1.0": b"FROM new\n",
        SIGNED: b"FROM old\n",
        LIGHT: b"FROM old\n",
    }
    assert server.commands("web.git") == ["ls-refs", "ls-refs", "fetch", "fetch"]


def test_a_tag_that_was_read_is_not_asked_for_again(origin: Path, server: GitServer, limits: Limits) -> None:
    what = remote(f"{server.url}/web.git", SIGNED)
    before = visit(what, limits)
    server.commands()
    assert (visit(what, limits).read, server.commands("web.git")) == (before.read, [])
    assert [each.commit for each in before.snapshots] == [first(origin)]


def test_a_tag_that_was_moved_is_read_where_it_is_anew(origin: Path, server: GitServer, limits: Limits) -> None:
    what = remote(f"{server.url}/web.git", LIGHT)
    visit(what, limits)
    git(origin, "tag", "--force", "v1.0", "main")
    assert visit(what, replace(limits, anew=True)).read == {LIGHT: {"Dockerfile": b"FROM new\n"}}


def test_a_tag_that_is_not_there_hides_no_other(origin: Path, server: GitServer, limits: Limits) -> None:
    here = visit(local(origin, GONE, SIGNED), limits)
    there = visit(remote(f"{server.url}/web.git", GONE, SIGNED), limits)
    assert [list(each.read) for each in (here, there)] == [[SIGNED], [SIGNED]]
    assert here.skipped == ((GONE, "no such tag, or it has no commit"),)
    assert there.skipped == ((GONE, "no such tag on the remote"),)


def test_a_folders_tags_lie_in_a_folder_for_tags(tmp_path: Path, limits: Limits) -> None:
    for place, text in (("main", "new"), ("v1.0", "branch"), ("tags/v1.0", "old")):
        (tmp_path / "web" / place).mkdir(parents=True)
        (tmp_path / "web" / place / "Dockerfile").write_text(f"FROM {text}\n")
    seen = visit(repository(Folder(str(tmp_path / "web")), "main", "v1.0", LIGHT, GONE), limits)
    assert {branch: read["Dockerfile"] for branch, read in seen.read.items()} == {
        "main": b"FROM new\n",
        "v1.0": b"FROM branch\n",
        LIGHT: b"FROM old\n",
    }
    gone = ((GONE, "no such tag, or it has no commit"),)
    none = visit(repository(Folder(str(tmp_path / "web")), GONE), limits)
    assert (none.read, none.skipped, seen.skipped) == ({}, gone, gone)
