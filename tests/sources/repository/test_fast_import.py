"""A folder with one folder for each branch becomes the same commits everywhere."""

import os
from pathlib import Path

import pytest

from audit.model.repository import Folder
from audit.sources.repository.location import Limits
from tests.sources.looking import Seen, clones, missed, repository, visit


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Return a folder of two branches."""
    for name, text in {
        "main/Dockerfile": "FROM scratch\n",
        "main/cmd/Dockerfile.web": "FROM alpine\n",
        "main/.github/workflows/publish.yaml": "on: push\n",
        "release-1.x/Dockerfile": "FROM debian\n",
    }.items():
        path = tmp_path / "sample" / "web" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "sample" / "web"


def seen_of(folder: Path, cache: Path, *branches: str) -> Seen:
    """Crawl a folder."""
    return visit(repository(Folder(str(folder)), *branches), Limits(cache, 60))


def test_each_folder_becomes_a_branch_with_the_same_commit_everywhere(sample: Path, tmp_path: Path) -> None:
    seen = seen_of(sample, tmp_path / "cache", "main", "release-1.x")
    assert [(each.branch, each.commit, each.committed) for each in seen.snapshots] == [
        ("main", "3c5546cbd98ec2c86e7699a0a3902e3deee1d7e9", "2026-01-01T00:00:00+00:00"),
        ("release-1.x", "a85390f11a5698cbccd5f5ac63aa223ff8504655", "2026-01-01T00:00:00+00:00"),
    ]
    assert [each.path for each in seen.snapshots[0].entries] == [
        ".github/workflows/publish.yaml",
        "Dockerfile",
        "cmd/Dockerfile.web",
    ]
    assert seen.read == {
        "main": {"Dockerfile": b"FROM scratch\n", "cmd/Dockerfile.web": b"FROM alpine\n"},
        "release-1.x": {"Dockerfile": b"FROM debian\n"},
    }


def test_modes_links_and_what_programs_leave_behind_do_not_matter(sample: Path, tmp_path: Path) -> None:
    first = seen_of(sample, tmp_path / "one", "main")
    (sample / "main" / "Dockerfile").chmod(0o755)
    (sample / "main" / "Dockerfile").touch()
    for name in ("__pycache__/module.cpython-311.pyc", "cmd/__pycache__/x.pyc", ".DS_Store"):
        (sample / "main" / name).parent.mkdir(exist_ok=True)
        (sample / "main" / name).write_bytes(b"\x00")
    (sample / "main" / "Dockerfile.link").symlink_to("Dockerfile")
    (sample / "main" / "linked").symlink_to("cmd")
    assert seen_of(sample, tmp_path / "two", "main") == first


def test_the_same_content_is_made_once(sample: Path, tmp_path: Path) -> None:
    limits = Limits(tmp_path / "cache", 60)
    seen_of(sample, limits.cache, "main")
    (made,) = clones(limits)
    before = (made / "complete").stat().st_mtime_ns
    seen_of(sample, limits.cache, "main")
    assert ((made / "complete").stat().st_mtime_ns, clones(limits)) == (before, [made])


def test_changed_content_is_seen(sample: Path, tmp_path: Path) -> None:
    first = seen_of(sample, tmp_path / "cache", "main")
    (sample / "main" / "Dockerfile").write_text("FROM changed\n")
    second = seen_of(sample, tmp_path / "cache", "main")
    assert second.read["main"]["Dockerfile"] == b"FROM changed\n"
    assert second.snapshots[0].commit != first.snapshots[0].commit


def test_a_branch_without_a_folder_is_named(sample: Path, limits: Limits) -> None:
    assert missed(repository(Folder(str(sample)), "main", "none"), limits) == "no folder for branch none"


def test_a_making_that_was_cut_off_is_made_again(sample: Path, tmp_path: Path) -> None:
    limits = Limits(tmp_path / "cache", 60)
    first = seen_of(sample, limits.cache, "main", "release-1.x")
    (made,) = clones(limits)
    (made / "complete").unlink()
    (made / "refs" / "heads" / "release-1.x").unlink(missing_ok=True)
    assert seen_of(sample, limits.cache, "main", "release-1.x") == first


def test_odd_names_become_the_same_paths(sample: Path, tmp_path: Path) -> None:
    (sample / "main" / "odd").mkdir()
    for name in (
        b"-Dockerfile",
        b'"Dockerfile',
        b"a\nDockerfile",
        b"a\t.Dockerfile",
        b"\xff.Dockerfile",
        b" .\\Dockerfile",
    ):
        (sample / "main" / "odd" / os.fsdecode(name)).write_text("FROM odd\n")
    seen = seen_of(sample, tmp_path / "cache", "main")
    assert [each.path for each in seen.snapshots[0].entries if each.path.startswith("odd")] == [
        "odd/ .\\Dockerfile",
        'odd/"Dockerfile',
        "odd/-Dockerfile",
        "odd/\\xff.Dockerfile",
        "odd/a\t.Dockerfile",
        "odd/a\nDockerfile",
    ]
