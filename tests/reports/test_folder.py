"""Files are written whole or not at all."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports import folder


def contents(root: Path) -> dict[str, str]:
    """Return every file under the folder."""
    return {str(path.relative_to(root)): path.read_text() for path in sorted(root.rglob("*")) if path.is_file()}


def test_files_and_their_folders_are_made(tmp_path: Path) -> None:
    folder.write(tmp_path / "out", {"a.csv": "a\n", "charts/b.svg": "b"})
    assert contents(tmp_path) == {"out/a.csv": "a\n", "out/charts/b.svg": "b"}


def test_a_file_is_replaced(tmp_path: Path) -> None:
    folder.write(tmp_path, {"a.csv": "old"})
    folder.write(tmp_path, {"a.csv": "new\n"})
    assert contents(tmp_path) == {"a.csv": "new\n"}


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    folder.write(tmp_path, {"a.csv": "é\nb\r\n"})
    assert (tmp_path / "a.csv").read_bytes() == b"\xc3\xa9\nb\r\n"


def test_a_file_can_be_read_by_others(tmp_path: Path) -> None:
    folder.write(tmp_path, {"a.csv": ""})
    assert (tmp_path / "a.csv").stat().st_mode & 0o777 == 0o644


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    folder.write(tmp_path, {"a.csv": "old"})
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left on device"):
        folder.write(tmp_path, {"a.csv": "new"})
    assert contents(tmp_path) == {"a.csv": "old"}


def test_one_file_that_finds_no_room_leaves_the_others_old_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write(tmp_path, {"a.csv": "old", "b.csv": "old"})
    left = [28, 0]

    def fail(_handle: int) -> None:
        if number := left.pop():
            raise OSError(number, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left on device"):
        folder.write(tmp_path, {"a.csv": "new", "b.csv": "new", "c.csv": "new"})
    assert contents(tmp_path) == {"a.csv": "old", "b.csv": "old"}


def test_a_folder_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(OSError, match=r"a\.csv"):
        folder.write(tmp_path, {"a.csv": "new"})
    assert contents(tmp_path) == {}


def test_contents_that_come_piece_by_piece_are_written(tmp_path: Path) -> None:
    folder.write(tmp_path, [("a.json", ["{", "}\n"]), ("b.txt", ["1", "2"])])
    assert ((tmp_path / "a.json").read_text(), (tmp_path / "b.txt").read_text()) == ("{}\n", "12")


def test_a_report_that_cannot_be_made_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    def made() -> Iterator[tuple[str, str]]:
        yield "a.csv", "new"
        raise ValueError("b.csv")

    folder.write(tmp_path, {"a.csv": "old"})
    with pytest.raises(ValueError, match=r"^b\.csv$"):
        folder.write(tmp_path, made())
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("a.csv", "old")]
