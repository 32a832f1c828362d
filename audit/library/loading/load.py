"""From places where runs are on record to their frames."""

from collections.abc import Iterator
from os import PathLike, fspath
from pathlib import Path
from urllib.parse import urlsplit

from audit.errors import RecordError
from audit.library.frames import run_frames
from audit.library.frames.loaded_run import Loaded
from audit.library.frames.run_frames import Frames
from audit.library.loading import history_runs, output_folder, run_record, web

_EXPECTED = "expected an output folder, the http(s) address of a published one, or a history"
_HISTORIES = ("sqlite", "postgresql", "postgresql+psycopg")


def load(
    *places: str | PathLike[str],
    timeout: float = 60,
    maximum_bytes: int = 500_000_000,
) -> Frames:
    """Return the runs on record as frames: `components`, `findings`, `repositories`, `runs`.

    Each place is an output folder of `image-audit run`, a folder of such folders, a scoreboard.json, the http or https
    address of a published folder or scoreboard.json, or a history (a SQLite file or a database's URL). `timeout`
    (seconds) and `maximum_bytes` limit a download. Columns and units stand in docs/library.md. Raises UserError that
    names the place and key, and what was expected.
    """
    if not places:
        raise RecordError("load()", "", f"names no place; {_EXPECTED}")
    limits = web.Limits(timeout, maximum_bytes)
    return run_frames.of([each for place in places for each in _loaded(fspath(place), limits)])


def _loaded(place: str, limits: web.Limits) -> Iterator[Loaded]:
    scheme = urlsplit(place).scheme if "://" in place else ""
    if scheme in ("http", "https"):
        url = web.address(place)
        yield Loaded(run_record.read(url, web.fetch(url, limits)))
    elif scheme in _HISTORIES:
        yield from history_runs.runs(place)
    elif scheme:
        # what stands before :// is all that is said of it: an address may hold a password
        raise RecordError(f"{scheme}://...", "", f"nothing is read from {scheme}; {_EXPECTED}")
    elif output_folder.is_history(Path(place)):
        yield from history_runs.runs(place)
    else:
        for path in output_folder.records(Path(place)):
            yield Loaded(run_record.read(str(path), output_folder.content(path)))
