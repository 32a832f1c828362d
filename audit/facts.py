"""The first phase on one opened repository: trees and blobs in, facts out, in two batches of reading."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from audit.components import component
from audit.components.deployment import find as deployment
from audit.components.otherwise import find as otherwise
from audit.components.owners import find as owners
from audit.components.publishing import published
from audit.components.publishing.published import Published, Resolved
from audit.dockerfile import context
from audit.dockerfile.context import Files
from audit.dockerfile.parse import Passed, Unread, parse
from audit.dockerfile.text import decode
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
class _Known:
    """Hold what configuration says of the repository: the signals, and the folders that an installation applies."""

    signals: Signals
    deploys: tuple[str, ...]


@dataclass(slots=True)
class _Branch:
    """Hold what is known of one branch while its files are read."""

    snapshot: Snapshot
    blobs: dict[str, str]
    folders: dict[str, tuple[str, ...]]
    parsed: tuple[Dockerfile | Unread, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    resolved: Resolved = field(default_factory=Resolved)

    @property
    def files(self) -> Files:
        """Return the branch's files as the readers of Dockerfiles see them."""
        return Files(self.blobs.keys(), self.texts, self.folders)

    @property
    def dockerfiles(self) -> tuple[Dockerfile, ...]:
        """Return the sources that could be read."""
        return tuple(each for each in self.parsed if isinstance(each, Dockerfile))


def gather(
    opened: Opened, signals: Signals, chosen: frozenset[str] = frozenset(), deploys: tuple[str, ...] = ()
) -> Surveyed:
    """Read every branch in at most three batches: Dockerfiles and workflows, then twice the files that explain them.

    `chosen` names paths that are taken for Dockerfiles instead of those that discovery finds, `deploys` folders whose
    manifests a default installation applies.
    """
    known = _Known(signals, deploys)
    branches = [_branch(each) for each in opened.snapshots]
    _read_dockerfiles(opened, branches, chosen)
    for _ in range(ROUNDS):
        _read_wanted(opened, branches, known)
    return tuple(_facts(branch, known, opened.notes) for branch in branches), opened.skipped


def _branch(snapshot: Snapshot) -> _Branch:
    """Begin with the regular files of a snapshot."""
    blobs = {entry.path: entry.blob for entry in snapshot.entries if entry.kind in ("file", "executable")}
    return _Branch(snapshot, blobs, context.folders(blobs))


def _read_dockerfiles(opened: Opened, branches: Sequence[_Branch], chosen: frozenset[str]) -> None:
    """Read, in one batch for all branches, the Dockerfiles and what always tells of publication and owners."""
    candidates = [tuple(_candidates(branch.snapshot, chosen)) for branch in branches]
    told = [sorted(_telling(branch, paths)) for branch, paths in zip(branches, candidates, strict=True)]
    blobs = [branch.blobs[path] for branch, paths in zip(branches, told, strict=True) for path in paths]
    contents = opened.read([*(entry.blob for entries in candidates for entry in entries), *blobs])
    for branch, entries, paths in zip(branches, candidates, told, strict=True):
        branch.parsed = tuple(_parsed(entry, contents[entry.blob]) for entry in entries)
        found = ((entry.path, contents[entry.blob]) for entry in entries)
        branch.sources = {path: Source(path, content) for path, content in found if isinstance(content, bytes)}
        _keep(branch, paths, contents)


def _telling(branch: _Branch, candidates: Iterable[Entry]) -> set[str]:
    """Return the files that are known by their names to tell of publication, owners and other builds."""
    files = branch.files
    own = owners.wanted((each.path for each in candidates), files)
    return {*published.first(files), *deployment.first(files), *otherwise.first(files), *own}


def _keep(branch: _Branch, paths: Iterable[str], contents: Mapping[str, bytes | str]) -> None:
    """Add the texts of files that could be read, and the reasons why others could not."""
    for path in paths:
        content = contents[branch.blobs[path]]
        if isinstance(content, bytes):
            branch.texts[path] = decode(content)
        else:
            branch.unread[path] = content


def _candidates(snapshot: Snapshot, chosen: frozenset[str]) -> Iterator[Entry]:
    if not chosen:
        return discover.candidates(snapshot.entries)
    return (entry for entry in snapshot.entries if entry.path in chosen)


def _parsed(entry: Entry, content: bytes | str) -> Dockerfile | Unread:
    return Unread(entry.path, content) if isinstance(content, str) else parse(Source(entry.path, content))


def _read_wanted(opened: Opened, branches: Sequence[_Branch], known: _Known) -> None:
    """Read, in one batch for all branches, what their Dockerfiles name and nobody has read yet."""
    pairs = [(branch, sorted(set(_wanted(branch, known)) - branch.unread.keys())) for branch in branches]
    contents = opened.read(branch.blobs[path] for branch, paths in pairs for path in paths)
    for branch, paths in pairs:
        _keep(branch, paths, contents)


def _wanted(branch: _Branch, known: _Known) -> Iterator[str]:
    for dockerfile in branch.dockerfiles:
        yield from component.wanted(dockerfile, branch.files)
    yield from _resolved(branch).missing
    yield from deployment.wanted(branch.files, known.signals.manifests, known.deploys)
    yield from otherwise.wanted(branch.files)


def _resolved(branch: _Branch) -> Resolved:
    """Read the workflows again as long as the last time left files to be read."""
    if branch.resolved.missing:
        branch.resolved = published.resolve(branch.files, branch.snapshot.repository, branch.snapshot.branch)
    return branch.resolved


def _published(branch: _Branch) -> dict[str, Published]:
    """Find what the branch publishes, and read those Dockerfiles again that their build passes something to."""
    found = published.find(_resolved(branch), branch.files)
    passed = {path: each.passed for path, each in found.items() if each.passed != Passed()}
    branch.parsed = tuple(
        parse(branch.sources[each.path], passed[each.path])
        if each.path in passed and each.path in branch.sources
        else each
        for each in branch.parsed
    )
    return found


def _facts(branch: _Branch, known: _Known, notes: tuple[str, ...]) -> Facts:
    snapshot = branch.snapshot
    mentions = deployment.find(branch.files, known.signals.manifests, known.deploys)
    around = component.Surroundings(
        snapshot.repository,
        known.signals,
        branch.files,
        _published(branch),
        published.undecided(_resolved(branch)),
        mentions,
    )
    return Facts(
        repository=snapshot.repository,
        branch=snapshot.branch,
        commit=snapshot.commit,
        committed=snapshot.committed,
        components=tuple(component.find(each, around) for each in branch.dockerfiles),
        skipped=tuple(_skipped(branch)),
        notes=notes,
        mentions=mentions,
        deploys=known.deploys,
        other_builds=otherwise.find(branch.files, snapshot.repository, snapshot.branch),
    )


def _skipped(branch: _Branch) -> Iterator[Skipped]:
    """Yield the Dockerfiles, and the files that explain them or deploy their images, that could not be read."""
    unread = {each.path: each.reason for each in branch.parsed if isinstance(each, Unread)}
    for path, reason in {**unread, **branch.unread}.items():
        yield Skipped(branch.snapshot.repository, branch.snapshot.branch, path, reason)
