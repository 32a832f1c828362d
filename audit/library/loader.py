"""Load runs from output folders, published addresses and histories into frames."""

from collections.abc import Iterator
from os import PathLike, fspath
from pathlib import Path
from urllib.parse import urlsplit

from audit.errors import RecordError
from audit.library.frames import frames
from audit.library.frames.frames import Frames
from audit.library.loading import download, history_runs, output_folder, run_record
from audit.library.loading.download import DownloadLimits
from audit.library.loading.loaded_run import LoadedRun

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
    (seconds) and `maximum_bytes` limit a download. docs/library.md lists columns and units. Raises UserError that
    names the place and key, and what was expected.
    """
    if not places:
        raise RecordError("load()", "", f"names no place; {_EXPECTED}")
    limits = DownloadLimits(timeout, maximum_bytes)
    return frames.of([run for place in places for run in _loaded(fspath(place), limits)])


def _loaded(place: str, limits: DownloadLimits) -> Iterator[LoadedRun]:
    scheme = urlsplit(place).scheme if "://" in place else ""
    if scheme in ("http", "https"):
        url = download.address(place)
        yield LoadedRun(run_record.read(url, download.fetch(url, limits)))
    elif scheme in _HISTORIES:
        yield from history_runs.runs(place)
    elif scheme:
        # only the scheme is repeated: an address may hold a password
        raise RecordError(f"{scheme}://...", "", f"nothing is read from {scheme}; {_EXPECTED}")
    elif output_folder.is_history(Path(place)):
        yield from history_runs.runs(place)
    else:
        for path in output_folder.records(Path(place)):
            yield LoadedRun(run_record.read(str(path), output_folder.content(path)))
