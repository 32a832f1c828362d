"""What is known of one branch while its files are read: trees first, then texts, then what workflows publish."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from audit.components.publishing import published
from audit.components.publishing.published import Published, Resolved
from audit.dockerfile import build_context
from audit.dockerfile.build_context import Files
from audit.dockerfile.parse import Passed, Unread, parse
from audit.dockerfile.syntax.decoding import decode
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Skipped
from audit.model.repository import Snapshot, Source
from audit.sources import discover


@dataclass(slots=True)
class Branch:
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


def begin(snapshot: Snapshot) -> Branch:
    """Begin with the regular files of a snapshot; those that no checkout would have are none."""
    entries, odd = discover.sound(snapshot.entries)
    blobs = {entry.path: entry.blob for entry in entries if entry.kind in ("file", "executable")}
    return Branch(replace(snapshot, entries=entries), blobs, build_context.folders(blobs), unread=odd)


def keep(branch: Branch, paths: Iterable[str], contents: Mapping[str, bytes | str]) -> None:
    """Add the texts of files that could be read, and the reasons why others could not."""
    for path in paths:
        content = contents[branch.blobs[path]]
        if isinstance(content, bytes):
            branch.texts[path] = decode(content)
        else:
            branch.unread[path] = content


def resolved(branch: Branch) -> Resolved:
    """Read the workflows again as long as the last time left files to be read."""
    if branch.resolved.missing:
        branch.resolved = published.resolve(branch.files, branch.snapshot.repository, branch.snapshot.branch)
    return branch.resolved


def publications(branch: Branch) -> dict[str, Published]:
    """Find what the branch publishes, and read those Dockerfiles again that their build passes something to."""
    found = published.find(resolved(branch), branch.files)
    passed = {path: each.passed for path, each in found.items() if each.passed != Passed()}
    branch.parsed = tuple(
        parse(branch.sources[each.path], passed[each.path])
        if each.path in passed and each.path in branch.sources
        else each
        for each in branch.parsed
    )
    return found


def skipped(branch: Branch) -> Iterator[Skipped]:
    """Yield the Dockerfiles, and the files that explain them or deploy their images, that could not be read."""
    unread = {each.path: each.reason for each in branch.parsed if isinstance(each, Unread)}
    for path, reason in {**unread, **branch.unread}.items():
        yield Skipped(branch.snapshot.repository, branch.snapshot.branch, path, reason)
