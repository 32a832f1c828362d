"""From places where runs are on record to their frames."""

from collections.abc import Iterator
from os import PathLike, fspath
from pathlib import Path
from urllib.parse import urlsplit

from audit.errors import RecordError
from audit.library import folder, frames, record, web
from audit.library.frames import Frames
from audit.model.scoreboard import Scoreboard

_EXPECTED = "expected an output folder, or the http(s) address of a published one"


def load(
    *places: str | PathLike[str],
    timeout: float = 60,
    maximum_bytes: int = 500_000_000,
) -> Frames:
    """Return the runs on record as frames: `components`, `findings`, `repositories`, `runs`.

    Each place is an output folder of `image-audit run`, a folder of such folders, a scoreboard.json, or the http or
    https address of a published folder or scoreboard.json. `timeout` (seconds) and `maximum_bytes` limit a download.
    Columns and units stand in docs/library.md. Raises UserError that names the place and key, and what was expected.
    """
    if not places:
        raise RecordError("load()", "", f"names no place; {_EXPECTED}")
    limits = web.Limits(timeout, maximum_bytes)
    return frames.of([scoreboard for place in places for scoreboard in _scoreboards(fspath(place), limits)])


def _scoreboards(place: str, limits: web.Limits) -> Iterator[Scoreboard]:
    scheme = urlsplit(place).scheme if "://" in place else ""
    if scheme in ("http", "https"):
        url = web.address(place)
        yield record.read(url, web.fetch(url, limits))
    elif scheme:
        # what stands before :// is all that is said of it: a database's address may hold a password
        raise RecordError(f"{scheme}://...", "", f"this version reads no {scheme}; {_EXPECTED}")
    else:
        for path in folder.records(Path(place)):
            yield record.read(str(path), folder.content(path))
