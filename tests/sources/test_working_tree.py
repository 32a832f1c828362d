"""A folder on disk as a snapshot."""

import os
from pathlib import Path

import pytest

from audit.sources.working_tree import WorkingTree, root_of

FILES = (".git/HEAD", ".venv/Dockerfile", "Dockerfile", "cmd/__pycache__/Dockerfile", "cmd/web/Dockerfile", "docs/x.md")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a work tree with files to find and to leave out."""
    for name in FILES:
        (tmp_path / "web" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "web" / name).write_text(name)
    (tmp_path / "web" / "Dockerfile.link").symlink_to("Dockerfile")
    (tmp_path / "web" / "linked").symlink_to("cmd")
    return tmp_path / "web"


def test_files_are_listed_by_path_without_what_tools_keep_there(tree: Path) -> None:
    (snapshot,) = WorkingTree(tree).snapshots
    assert [(each.path, each.kind) for each in snapshot.entries] == [
        ("Dockerfile", "file"),
        ("Dockerfile.link", "symlink"),
        ("cmd/web/Dockerfile", "file"),
        ("docs/x.md", "file"),
        ("linked", "symlink"),
    ]
    assert (snapshot.repository, snapshot.branch, snapshot.commit) == ("local/web", "", "")


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        pytest.param("", ["Dockerfile", "cmd/web/Dockerfile"], id="the whole tree"),
        pytest.param("cmd", ["cmd/web/Dockerfile"], id="a folder"),
        pytest.param("cm", [], id="the beginning of a folder's name"),
        pytest.param("docs", [], id="a folder without any"),
    ],
)
def test_dockerfiles_are_found_below_a_folder(folder: str, found: list[str], tree: Path) -> None:
    assert list(WorkingTree(tree).below(folder)) == found


def test_what_cannot_be_read_is_told_and_the_rest_is_read(tree: Path) -> None:
    (tree / "large").write_bytes(b"#" * 4_000_001)
    assert WorkingTree(tree).read(["Dockerfile", "gone", "large", "cmd"]) == {
        "Dockerfile": b"Dockerfile",
        "cmd": "cannot be read: Is a directory",
        "gone": "cannot be read: No such file or directory",
        "large": "larger than 4,000,000 bytes",
    }


def test_the_root_is_the_nearest_folder_with_git(tree: Path) -> None:
    assert [root_of(tree / each) for each in ("cmd/web/Dockerfile", "cmd/web", "Dockerfile")] == [tree] * 3
    assert root_of(tree) == tree


def test_a_work_tree_whose_git_is_a_file_is_a_root(tmp_path: Path) -> None:
    (tmp_path / "module" / "cmd").mkdir(parents=True)
    (tmp_path / "module" / ".git").write_text("gitdir: ../.git/modules/module\n")
    assert root_of(tmp_path / "module" / "cmd") == tmp_path / "module"


def test_nobody_waits_for_a_fifo(tree: Path) -> None:
    for name in ("Dockerfile.dev", "Makefile", "go.mod", ".github/workflows/x.yaml"):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(tree / name)
    files = WorkingTree(tree)
    assert list(files.below("")) == ["Dockerfile", "cmd/web/Dockerfile"]
    assert "Makefile" not in {entry.path for entry in files.snapshots[0].entries}
    assert files.read(["Makefile"]) == {"Makefile": "is no regular file"}
