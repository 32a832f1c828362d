"""Keep facts from one run to the next, in a file for each branch, commit and set of deployed folders.

Judgements are not kept: judging 200 Dockerfiles takes about 0.3 s, and a kept one would have to depend on every rule,
weight, waiver, date and image of the organisation. Nor are single blobs: reading them is 3 % of the first phase, and
in 41 real repositories 312 of 327 Dockerfiles have different blobs; the files beside them take the time.
"""

import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from audit.model.component import Facts
from audit.model.repository import Repository
from audit.sources.cache import cache_folder

Key = tuple[str, str, str, tuple[str, ...]]  # repository, branch, commit, the folders that are deployed

_DECODER = msgspec.msgpack.Decoder(Facts)


@dataclass(frozen=True, slots=True)
class FactsCache:
    """Hold the folder of the facts, the key of the code that reads them (`cache_key`), and the bytes they may take.

    Two runs may use it at once: a file is complete or absent, and what one of them deletes the other reads anew.
    With 0 bytes nothing is saved and nothing is loaded.
    """

    folder: Path
    edition: str
    maximum: int

    def load(self, repository: Repository, commits: Iterable[tuple[str, str]]) -> tuple[Facts, ...]:
        """Return the facts of those (branch, commit) that are known, read with the same folders to be deployed."""
        keys = ((repository.name, branch, commit, repository.deploys) for branch, commit in commits)
        return tuple(facts for key in keys for facts in self._loaded(key))

    def save(self, gathered: Iterable[Facts]) -> None:
        """Store facts for the next run."""
        for facts in gathered if self.maximum else ():
            # a cache that is full, and a text that has no UTF-8 form, cost the next run a second reading only
            with suppress(OSError, UnicodeEncodeError):
                cache_folder.write(self._path(_key(facts)), zlib.compress(msgspec.msgpack.encode(facts)))

    def shrink(self) -> None:
        """Delete the files not used for the longest time until the others take no more bytes than they may."""
        if not self.maximum:
            return
        files = sorted(_files(self.folder), reverse=True)
        total = 0
        for _, size, path in files:
            total += size
            if total > self.maximum:
                with suppress(OSError):
                    path.unlink()

    def _loaded(self, key: Key) -> Iterator[Facts]:
        """Yield the facts of a key, and mark them as used; a file that does not hold them is deleted."""
        path = self._path(key)
        try:
            found = _DECODER.decode(zlib.decompress(path.read_bytes())) if self.maximum else None
            if found and _key(found) == key:
                # a cache that may only be read is used as well
                with suppress(OSError):
                    os.utime(path)
                yield found
        except OSError:
            return
        except (zlib.error, msgspec.MsgspecError, ValueError):
            # cut off, or written by something else: read anew
            with suppress(OSError):
                path.unlink()

    def _path(self, key: Key) -> Path:
        return self.folder / hashlib.sha256(repr((self.edition, key)).encode("utf-8", "replace")).hexdigest()


def _key(facts: Facts) -> Key:
    return facts.repository, facts.branch, facts.commit, facts.deploys


def _files(folder: Path) -> Iterator[tuple[int, int, Path]]:
    """Yield (when last used, bytes, path) of every file, those that a killed run left included."""
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(OSError):
            state = path.stat()
            yield state.st_mtime_ns, state.st_size, path
