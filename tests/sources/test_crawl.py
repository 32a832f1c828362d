"""From a repository on a server to snapshots and blobs: what is asked, what is kept, what is said when it fails."""

from pathlib import Path

from audit.sources.repository.location import Limits
from tests.sources.looking import clones, remote, visit
from tests.sources.origins import Origins, commit, files, git, row
from tests.sources.server import GitServer

FILES = {"Dockerfile": "FROM scratch\n", "README.md": "Read me.\n", "cmd/Dockerfile.web": "FROM alpine\n"}
UNFILTERED = "the server cannot leave blobs out: a plain shallow clone was made"


def objects(clone: Path, kind: str) -> list[str]:
    """Return the ids of the objects of a kind that lie in a clone."""
    listing = git(clone, "cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(objectname)")
    return [each.split()[1] for each in listing.splitlines() if each.startswith(f"{kind} ")]


def test_two_branches_share_one_clone(origins: Origins, server: GitServer, limits: Limits) -> None:
    path = origins.make("web.git", {"main": FILES, "release-1": {"Dockerfile": "FROM debian\n"}})
    seen = visit(remote(f"{server.url}/web.git", "main", "release-1"), limits)
    assert [(each.branch, each.commit) for each in seen.snapshots] == [
        ("main", git(path, "rev-parse", "main")),
        ("release-1", git(path, "rev-parse", "release-1")),
    ]
    assert seen.read == {
        "main": {"Dockerfile": b"FROM scratch\n", "cmd/Dockerfile.web": b"FROM alpine\n"},
        "release-1": {"Dockerfile": b"FROM debian\n"},
    }
    assert len(clones(limits)) == 1


def test_commit_ids_and_dates_are_the_same_on_every_machine(
    origins: Origins, server: GitServer, limits: Limits
) -> None:
    origins.make("web.git", {"main": {"Dockerfile": "FROM scratch\n"}})
    seen = visit(remote(f"{server.url}/web.git"), limits)
    assert [(each.repository, each.branch, each.commit, each.committed) for each in seen.snapshots] == [
        ("acme/web", "main", "05b309c65d41a752ed7b344d62b004147e8b9bc8", "2026-01-02T03:04:05+00:00")
    ]


def test_nothing_is_checked_out_and_only_the_blobs_asked_for_are_kept(
    origins: Origins, server: GitServer, limits: Limits
) -> None:
    path = origins.make("web.git", {"main": FILES})
    visit(remote(f"{server.url}/web.git"), limits)
    (clone,) = clones(limits)
    wanted = [git(path, "rev-parse", f"main:{each}") for each in ("Dockerfile", "cmd/Dockerfile.web")]
    assert sorted(objects(clone, "blob")) == sorted(wanted)
    assert git(clone, "rev-parse", "--is-bare-repository") == "true"
    assert git(clone, "rev-list", "--count", "main") == "1"
    assert [each for each in ("Dockerfile", "cmd", "README.md", ".git", "index") if (clone / each).exists()] == []


def test_only_the_last_commit_of_a_history_is_brought(origins: Origins, server: GitServer, limits: Limits) -> None:
    path = origins.make("web.git", {"main": {"Dockerfile": "FROM old\n"}})
    newest = files(path, "main", FILES)
    visit(remote(f"{server.url}/web.git"), limits)
    assert objects(clones(limits)[0], "commit") == [newest]


def test_the_blobs_of_one_step_come_in_one_request(origins: Origins, server: GitServer, limits: Limits) -> None:
    origins.make("web.git", {"main": {f"images/{each}/Dockerfile": f"FROM image{each}\n" for each in range(40)}})
    seen = visit(remote(f"{server.url}/web.git"), limits)
    assert len(seen.read["main"]) == 40
    # what the remote's branches are; trees of the branch; then all forty blobs
    assert server.commands() == ["ls-refs", "ls-refs", "fetch", "fetch"]


def test_a_second_visit_asks_once_when_nothing_moved(origins: Origins, server: GitServer, limits: Limits) -> None:
    origins.make("web.git", {"main": FILES})
    first = visit(remote(f"{server.url}/web.git"), limits)
    server.commands()
    assert visit(remote(f"{server.url}/web.git"), limits) == first
    assert server.commands() == ["ls-refs"]


def test_a_branch_that_moved_brings_only_what_is_new(origins: Origins, server: GitServer, limits: Limits) -> None:
    many = {f"images/{each}/Dockerfile": f"FROM image{each}\n" * 200 for each in range(40)}
    path = origins.make("web.git", {"main": many})
    visit(remote(f"{server.url}/web.git"), limits)
    before, server.bytes_sent = server.bytes_sent, 0
    newest = files(path, "main", many | {"images/0/Dockerfile": "FROM other\n"})
    seen = visit(remote(f"{server.url}/web.git"), limits)
    assert seen.snapshots[0].commit == newest
    assert seen.read["main"]["images/0/Dockerfile"] == b"FROM other\n"
    assert server.bytes_sent < before / 2


def test_a_branch_that_was_rewritten_is_followed(origins: Origins, server: GitServer, limits: Limits) -> None:
    path = origins.make("web.git", {"main": FILES})
    visit(remote(f"{server.url}/web.git"), limits)
    git(path, "update-ref", "-d", "refs/heads/main")
    newest = files(path, "main", {"Dockerfile": "FROM rewritten\n"})
    seen = visit(remote(f"{server.url}/web.git"), limits)
    assert (seen.snapshots[0].commit, seen.read["main"]) == (newest, {"Dockerfile": b"FROM rewritten\n"})


def test_a_server_that_cannot_leave_blobs_out_gives_a_shallow_clone_and_says_so(
    origins: Origins, server: GitServer, limits: Limits
) -> None:
    path = origins.make("web.git", {"main": {"Dockerfile": "FROM old\n"}})
    newest = files(path, "main", FILES)
    server.filters = False
    seen = visit(remote(f"{server.url}/web.git"), limits)
    assert seen.notes == (UNFILTERED,)
    assert seen.read["main"] == {"Dockerfile": b"FROM scratch\n", "cmd/Dockerfile.web": b"FROM alpine\n"}
    assert objects(clones(limits)[0], "commit") == [newest]


def test_the_branch_that_head_names_is_read_when_none_is_asked_for(
    origins: Origins, server: GitServer, limits: Limits
) -> None:
    origins.make("web.git", {"trunk": FILES, "other": {"Dockerfile": "FROM debian\n"}}, head="trunk")
    assert [each.branch for each in visit(remote(f"{server.url}/web.git"), limits).snapshots] == ["trunk"]


def test_a_branch_whose_name_ends_like_another_is_not_taken_for_it(
    origins: Origins, server: GitServer, limits: Limits
) -> None:
    origins.make("web.git", {"old/refs/heads/main": FILES})
    seen = visit(remote(f"{server.url}/web.git", "main"), limits)
    assert (seen.snapshots, seen.skipped) == ((), (("main", "no such branch on the remote"),))


def test_file_names_arrive_as_they_are(origins: Origins, server: GitServer, limits: Limits) -> None:
    path = origins.make("web.git", {})
    names = [b"-rf/Dockerfile", b"a\nb/Dockerfile", b"a\tb/Dockerfile", b'a"b/Dockerfile', b"d\xc3\xa9/Dockerfile"]
    names += [b"\xff\xfe/Dockerfile", b"back\\slash/Dockerfile", b"-Dockerfile", b"Dockerfile.\xe9"]
    commit(path, "main", [row(path, name, f"FROM image{index}\n") for index, name in enumerate(names)])
    seen = visit(remote(f"{server.url}/web.git"), limits)
    assert seen.read["main"] == {
        "-rf/Dockerfile": b"FROM image0\n",
        "a\nb/Dockerfile": b"FROM image1\n",
        "a\tb/Dockerfile": b"FROM image2\n",
        'a"b/Dockerfile': b"FROM image3\n",
        "dé/Dockerfile": b"FROM image4\n",
        "\\xff\\xfe/Dockerfile": b"FROM image5\n",
        "back\\slash/Dockerfile": b"FROM image6\n",
        "-Dockerfile": b"FROM image7\n",
        "Dockerfile.\\xe9": b"FROM image8\n",
    }


def test_symlinks_and_submodules_are_seen_and_never_read(origins: Origins, server: GitServer, limits: Limits) -> None:
    path = origins.make("web.git", {})
    link = row(path, b"link/Dockerfile", "../Dockerfile").replace(b"100644", b"120000")
    module = b"160000 commit " + b"1" * 40 + b"\tmodule/Dockerfile"
    program = row(path, b"run/Dockerfile", "FROM run\n").replace(b"100644", b"100755")
    commit(path, "main", [row(path, b"Dockerfile", "FROM scratch\n"), link, module, program])
    seen = visit(remote(f"{server.url}/web.git"), limits)
    assert [(each.path, each.kind) for each in seen.snapshots[0].entries] == [
        ("Dockerfile", "file"),
        ("link/Dockerfile", "symlink"),
        ("module/Dockerfile", "submodule"),
        ("run/Dockerfile", "executable"),
    ]
    assert seen.read == {"main": {"Dockerfile": b"FROM scratch\n", "run/Dockerfile": b"FROM run\n"}}
