"""Find the records of runs in output folders."""

from collections.abc import Iterator
from pathlib import Path

from audit.errors import RecordError

NAME = "scoreboard.json"

_SQLITE = b"SQLite format 3\0"  # https://www.sqlite.org/fileformat.html


def is_history(place: Path) -> bool:
    """Tell whether a path is a SQLite file."""
    if not place.is_file():
        return False
    with place.open("rb") as opened:
        return opened.read(len(_SQLITE)) == _SQLITE


def records(place: Path) -> Iterator[Path]:
    """Yield the records at a path: a file itself, a folder's own, else those of its folders, sorted by name.

    Raises RecordError when there is none.
    """
    if place.is_file():
        found = [place]
    elif (place / NAME).is_file():
        found = [place / NAME]
    else:
        found = sorted(place.glob(f"*/{NAME}"))
    if not found:
        expected = f"expected an output folder with {NAME}, or a folder of such folders"
        raise RecordError(str(place), "", f"{'holds no record' if place.is_dir() else 'no such folder'}; {expected}")
    yield from found


def content(path: Path) -> bytes:
    """Return a record's bytes."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise RecordError(str(path), "", f"cannot be read: {error.strerror}") from error
