"""The first phase on one opened repository: trees and blobs in, facts out, in at most three batches of reading."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from audit.components import component
from audit.components.deployment import mentions as deployment
from audit.components.other_builders import other_builds as otherwise
from audit.components.owners import owners
from audit.components.publishing import published
from audit.dockerfile.parse import Unread, parse
from audit.facts.branch import Branch, begin, keep, publications, resolved, skipped
from audit.model.component import Facts
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Skipped
from audit.model.repository import Entry, Snapshot, Source
from audit.policy.signals import Signals
from audit.sources import discover

ROUNDS = 2  # of reading files that explain Dockerfiles: those that are named, then those that these name
Surveyed = tuple[tuple[Facts, ...], tuple[Skipped, ...]]


class Opened(Protocol):
    """Be a repository that is open for reading: a clone, or a working tree."""

    snapshots: tuple[Snapshot, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]

    def read(self, blobs: Iterable[str]) -> Mapping[str, bytes | str]:
        """Return content by blob in one batch; a text instead of bytes is the reason why there is none."""


@dataclass(frozen=True, slots=True)
class Known:
    """Hold what configuration says of the repository: the signals, and the folders that an installation applies."""

    signals: Signals
    deploys: tuple[str, ...]


def gather(
    opened: Opened, signals: Signals, chosen: frozenset[str] = frozenset(), deploys: tuple[str, ...] = ()
) -> Surveyed:
    """Read every branch in at most three batches: Dockerfiles and workflows, then twice the files that explain them.

    `chosen` names paths that are taken for Dockerfiles instead of those that discovery finds, `deploys` folders whose
    manifests a default installation applies.
    """
    known = Known(signals, deploys)
    branches = [begin(each) for each in opened.snapshots]
    _read_dockerfiles(opened, branches, chosen)
    for _ in range(ROUNDS):
        _read_wanted(opened, branches, known)
    return tuple(_facts(branch, known, opened.notes) for branch in branches), opened.skipped


def _read_dockerfiles(opened: Opened, branches: Sequence[Branch], chosen: frozenset[str]) -> None:
    """Read, in one batch for all branches, the Dockerfiles and what always tells of publication and owners."""
    candidates = [tuple(_candidates(branch.snapshot, chosen)) for branch in branches]
    told = [sorted(_telling(branch, paths)) for branch, paths in zip(branches, candidates, strict=True)]
    blobs = [branch.blobs[path] for branch, paths in zip(branches, told, strict=True) for path in paths]
    contents = opened.read([*(entry.blob for entries in candidates for entry in entries), *blobs])
    for branch, entries, paths in zip(branches, candidates, told, strict=True):
        branch.parsed = tuple(_parsed(entry, contents[entry.blob]) for entry in entries)
        found = ((entry.path, contents[entry.blob]) for entry in entries)
        branch.sources = {path: Source(path, content) for path, content in found if isinstance(content, bytes)}
        keep(branch, paths, contents)


def _telling(branch: Branch, candidates: Iterable[Entry]) -> set[str]:
    """Return the files that are known by their names to tell of publication, owners and other builds."""
    files = branch.files
    own = owners.wanted((each.path for each in candidates), files)
    return {*published.first(files), *deployment.first(files), *otherwise.first(files), *own}


def _candidates(snapshot: Snapshot, chosen: frozenset[str]) -> Iterator[Entry]:
    if not chosen:
        return discover.candidates(snapshot.entries)
    return (entry for entry in snapshot.entries if entry.path in chosen)


def _parsed(entry: Entry, content: bytes | str) -> Dockerfile | Unread:
    return Unread(entry.path, content) if isinstance(content, str) else parse(Source(entry.path, content))


def _read_wanted(opened: Opened, branches: Sequence[Branch], known: Known) -> None:
    """Read, in one batch for all branches, what their Dockerfiles name and nobody has read yet."""
    pairs = [(branch, sorted(set(_wanted(branch, known)) - branch.unread.keys())) for branch in branches]
    contents = opened.read(branch.blobs[path] for branch, paths in pairs for path in paths)
    for branch, paths in pairs:
        keep(branch, paths, contents)


def _wanted(branch: Branch, known: Known) -> Iterator[str]:
    for dockerfile in branch.dockerfiles:
        yield from component.wanted(dockerfile, branch.files)
    yield from resolved(branch).missing
    yield from deployment.wanted(branch.files, known.signals.manifests, known.deploys)
    yield from otherwise.wanted(branch.files)


def _facts(branch: Branch, known: Known, notes: tuple[str, ...]) -> Facts:
    snapshot = branch.snapshot
    mentions = deployment.find(branch.files, known.signals.manifests, known.deploys)
    around = component.Surroundings(
        snapshot.repository,
        known.signals,
        branch.files,
        publications(branch),
        published.undecided(resolved(branch)),
        mentions,
    )
    return Facts(
        repository=snapshot.repository,
        branch=snapshot.branch,
        commit=snapshot.commit,
        committed=snapshot.committed,
        components=tuple(component.find(each, around) for each in branch.dockerfiles),
        skipped=tuple(skipped(branch)),
        notes=notes,
        mentions=mentions,
        deploys=known.deploys,
        other_builds=otherwise.find(branch.files, snapshot.repository, snapshot.branch),
    )
