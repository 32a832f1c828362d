"""The first phase on one opened repository: trees and blobs in, facts out, in two batches of reading."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from audit.components import component
from audit.dockerfile.parse import Unread, parse
from audit.dockerfile.text import decode
from audit.model.component import Facts
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Skipped
from audit.model.repository import Entry, Snapshot, Source
from audit.policy.signals import Signals
from audit.sources import discover

Blobs = Mapping[str, bytes | str]
Surveyed = tuple[tuple[Facts, ...], tuple[Skipped, ...]]


class Opened(Protocol):
    """Be a repository that is open for reading: a clone, or a working tree."""

    snapshots: tuple[Snapshot, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]

    def read(self, blobs: Iterable[str]) -> Mapping[str, bytes | str]:
        """Return content by blob in one batch; a text instead of bytes is the reason why there is none."""


def gather(opened: Opened, signals: Signals, chosen: frozenset[str] = frozenset()) -> Surveyed:
    """Read every branch in two batches: the Dockerfiles, then the files that explain them.

    `chosen` names paths that are taken for Dockerfiles instead of those that discovery finds.
    """
    candidates = {each: tuple(_candidates(each, chosen)) for each in opened.snapshots}
    sources = opened.read(entry.blob for entries in candidates.values() for entry in entries)
    parsed = {each: tuple(_parsed(candidates[each], sources)) for each in opened.snapshots}
    wanted = {each: _wanted(each, parsed[each]) for each in opened.snapshots}
    texts = opened.read(blob for blobs in wanted.values() for blob in blobs.values())
    return (
        tuple(
            _facts(each, parsed[each], _texts(wanted[each], texts), signals, opened.notes) for each in opened.snapshots
        ),
        opened.skipped,
    )


def _candidates(snapshot: Snapshot, chosen: frozenset[str]) -> Iterator[Entry]:
    if not chosen:
        return discover.candidates(snapshot.entries)
    return (entry for entry in snapshot.entries if entry.path in chosen)


def _parsed(entries: Iterable[Entry], blobs: Blobs) -> Iterator[Dockerfile | Unread]:
    for entry in entries:
        content = blobs[entry.blob]
        yield Unread(entry.path, content) if isinstance(content, str) else parse(Source(entry.path, content))


def _wanted(snapshot: Snapshot, parsed: Iterable[Dockerfile | Unread]) -> dict[str, str]:
    """Return path -> blob of the files that explain the Dockerfiles."""
    blobs = {entry.path: entry.blob for entry in snapshot.entries if entry.kind in ("file", "executable")}
    return {
        path: blobs[path]
        for dockerfile in parsed
        if isinstance(dockerfile, Dockerfile)
        for path in component.wanted(dockerfile, blobs.keys())
    }


def _texts(wanted: Mapping[str, str], blobs: Blobs) -> dict[str, str]:
    return {path: decode(content) for path, blob in wanted.items() if isinstance(content := blobs[blob], bytes)}


def _facts(
    snapshot: Snapshot,
    parsed: Iterable[Dockerfile | Unread],
    texts: Mapping[str, str],
    signals: Signals,
    notes: tuple[str, ...],
) -> Facts:
    paths = {entry.path for entry in snapshot.entries if entry.kind in ("file", "executable")}
    around = component.Surroundings(snapshot.repository, signals, paths, texts)
    return Facts(
        repository=snapshot.repository,
        branch=snapshot.branch,
        commit=snapshot.commit,
        committed=snapshot.committed,
        components=tuple(component.find(each, around) for each in parsed if isinstance(each, Dockerfile)),
        skipped=tuple(
            Skipped(snapshot.repository, snapshot.branch, each.path, each.reason)
            for each in parsed
            if isinstance(each, Unread)
        ),
        notes=notes,
    )
