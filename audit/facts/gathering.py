"""Gather the facts of one opened repository: readers ask for files, and these are read in few batches."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from audit.components import component
from audit.components.component import Surroundings
from audit.components.deployment import documented, mentions
from audit.components.publishing import published, targets
from audit.components.runtime_needs import containers, needs
from audit.dockerfile.parse import Unread
from audit.facts.answers import Answers, Known
from audit.facts.branch import Branch, begin
from audit.model.component import Facts
from audit.model.evidence import Skipped
from audit.model.repository import Snapshot
from audit.policy.signals import Signals
from audit.sources import discover

DEEPEST = 8  # more batches, of sources only: what a program imports, what that imports, and so on
BATCHES = 3  # Dockerfiles and what is known by its name; then files that these name; then files that those name
Surveyed = tuple[tuple[Facts, ...], tuple[Skipped, ...]]


class Opened(Protocol):
    """Be a repository that is open for reading: a clone, or a working tree."""

    snapshots: tuple[Snapshot, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]

    def read(self, blobs: Iterable[str]) -> Mapping[str, bytes | str]:
        """Return content by blob in one batch; a text instead of bytes is the reason why there is none."""


def gather(
    opened: Opened, signals: Signals, chosen: frozenset[str] = frozenset(), deploys: tuple[str, ...] = ()
) -> Surveyed:
    """Read every branch, each batch for all of them, until no reader misses a file or all batches were read.

    `chosen` names paths that are taken for Dockerfiles instead of those that discovery finds, `deploys` folders whose
    manifests a default installation applies.
    """
    branches = [begin(snapshot, Known(signals, deploys), chosen) for snapshot in opened.snapshots]
    for _ in range(BATCHES):
        wanted = [blob for branch in branches for blob in branch.wanted()]
        if not wanted:
            break
        contents = opened.read(wanted)
        for branch in branches:
            branch.keep(contents)
    for branch in branches:
        branch.answers()
    for _ in range(DEEPEST):
        wanted = [blob for branch in branches for blob in branch.deeper()]
        if not wanted:
            break
        contents = opened.read(wanted)
        for branch in branches:
            branch.keep_texts(contents)
    return tuple(_facts(branch, opened.notes) for branch in branches), opened.skipped


def _facts(branch: Branch, notes: tuple[str, ...]) -> Facts:
    snapshot, answers = branch.snapshot, _with_sources(branch, branch.deepened())
    tables = branch.known.signals.needs
    named = frozenset(item.path for mention in answers.mentions for item in mention.evidence)
    around = Surroundings(
        snapshot.repository,
        branch.known.signals,
        branch.files,
        answers.published,
        published.undecided(answers.builds),
        answers.mentions,
        targets.undecided(answers.builds),
    )
    return Facts(
        repository=snapshot.repository,
        branch=snapshot.branch,
        commit=snapshot.commit,
        committed=snapshot.committed,
        components=tuple(
            component.conclude(reading, around, needs.conclude(reading.subject, sources, tables, branch.files))
            for reading, sources in zip(answers.readings, answers.sources, strict=True)
        ),
        skipped=tuple(_skipped(branch, answers)),
        notes=(*notes, *branch.links.notes(), *_elsewhere(branch)),
        mentions=answers.mentions,
        deploys=branch.known.deploys,
        other_builds=answers.other_builds,
        containers=containers.find(branch.files, branch.known.signals.manifests.ignored, named),
    )


def _with_sources(branch: Branch, answers: Answers) -> Answers:
    """Add the mentions of the branch's own images in sources, once all that is asked for was read."""
    names = {name: None for image in answers.published.values() for name in image.names}
    in_sources = documented.in_sources(names, branch.files, branch.known.signals.manifests)
    return replace(answers, mentions=(*answers.mentions, *in_sources))


def _elsewhere(branch: Branch) -> Iterator[str]:
    """Yield a sentence on the manifests that kustomizations take from outside the repository."""
    addresses = mentions.remote(branch.files, branch.known.signals.manifests)
    if addresses:
        more = f" and {len(addresses) - 5} more" if len(addresses) > 5 else ""  # noqa: PLR2004 - what a line holds
        yield f"kustomizations stand on manifests elsewhere, which are not followed: {', '.join(addresses[:5])}{more}"


def _skipped(branch: Branch, answers: Answers) -> Iterator[Skipped]:
    """Yield the Dockerfiles, and the files that explain them or deploy their images, that could not be read."""
    unread = {
        found.path: found.reason
        for found in answers.dockerfiles
        if isinstance(found, Unread) and (discover.is_exact(found.path) or not found.is_other)
    }
    for path, reason in {**unread, **branch.unread, **dict(branch.links.broken())}.items():
        yield Skipped(branch.snapshot.repository, branch.snapshot.branch, path, reason)
