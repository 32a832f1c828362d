"""Locate a repository: on this machine, in a clone of the cache, or made from a folder."""

from dataclasses import dataclass
from pathlib import Path

from audit.model.repository import Folder, Local, Remote, Repository
from audit.sources.cache import cache_folder
from audit.sources.git import Deadline
from audit.sources.repository import fast_import

Commits = tuple[tuple[str, str], ...]  # (branch, commit)


@dataclass(frozen=True, slots=True)
class Limits:
    """Hold the cache folder, the seconds that one repository may take, and the use of the network.

    `offline` asks no server, `anew` also for what is known and should not move.
    """

    cache: Path
    seconds: float
    offline: bool = False
    anew: bool = False

    def begin(self) -> Deadline:
        """Return the deadline of a repository whose turn begins now."""
        return Deadline(self.seconds)


@dataclass(frozen=True, slots=True)
class Location:
    """Hold the path of a git repository; the cache holds it when it has a server or was made from a folder.

    `remote` is the server, with `offline` not to be asked; `stream` is what `git fast-import` makes a folder's
    repository of.
    """

    path: Path
    remote: Remote | None = None
    stream: bytes = b""
    offline: bool = False

    @property
    def is_renewable(self) -> bool:
        """Tell whether the repository, when it is deleted, can be made again."""
        return bool(self.stream) or (self.remote is not None and not self.offline)


def locate(repository: Repository, limits: Limits, *, history: bool = False) -> Location:
    """Return the location of a repository; raise FileNotFoundError when a branch of a folder has none.

    With `history` that of the clone for commits without trees, where a server has the repository.
    """
    match repository.origin:
        case Local(path):
            return Location(Path(path))
        case Folder(path):
            stream = fast_import.stream(Path(path), repository.branches)
            return Location(fast_import.place(Path(path), stream, limits.cache), stream=stream)
        case Remote(url) as remote:
            address = f"{url}#commits" if history else url
            return Location(cache_folder.clone_folder(limits.cache, address), remote, offline=limits.offline)
