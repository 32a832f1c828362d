"""Read one branch of a repository: readers ask for files, and run again when those that they missed were read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from audit.components import component
from audit.components.component import Reading
from audit.components.deployment import mentions
from audit.components.other_builders import other_builds
from audit.components.publishing import published
from audit.components.publishing.building import Build
from audit.components.publishing.published import Published
from audit.dockerfile import build_context
from audit.dockerfile.build_context import Files
from audit.dockerfile.parse import NOTHING, Passed, Unread, parse
from audit.dockerfile.syntax.decoding import decode
from audit.facts.reader import Reader
from audit.model.component import OtherBuild
from audit.model.deployment import Mention
from audit.model.dockerfile import Dockerfile
from audit.model.repository import Snapshot, Source
from audit.policy.signals import Signals
from audit.sources import discover


@dataclass(frozen=True, slots=True)
class Known:
    """Hold what configuration says of the repository: the signals, and the folders that an installation applies."""

    signals: Signals
    deploys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """Hold what the readers of a branch return for the files at hand, and the paths that any of them missed."""

    builds: tuple[Build, ...]
    published: Mapping[str, Published]
    mentions: tuple[Mention, ...]
    other_builds: tuple[OtherBuild, ...]
    dockerfiles: tuple[Dockerfile | Unread, ...]
    readings: tuple[Reading, ...]
    missing: frozenset[str]


@dataclass(slots=True)
class Branch:
    """Hold what was read of a branch so far, and the readers that ask for more.

    `blobs` are all regular files by path, `dockerfiles` those that are taken for Dockerfiles, `sources` what was read
    of these; `texts` are the other files that were asked for, `unread` the reasons why some could not be read.
    """

    snapshot: Snapshot
    known: Known
    blobs: dict[str, str]
    dockerfiles: dict[str, str]
    unread: dict[str, str]
    texts: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Source | Unread] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    files: Files = field(init=False)
    builds: Reader[tuple[Build, ...]] = field(init=False)
    mentions: Reader[tuple[Mention, ...]] = field(init=False)
    parsed: dict[tuple[str, Passed], Dockerfile | Unread] = field(default_factory=dict)
    readings: dict[tuple[str, Passed, tuple[str, ...]], Reader[Reading]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Prepare the readers of the whole branch."""
        self.files = Files(self.blobs.keys(), self.texts, build_context.folders(self.blobs), self.unread)
        repository, branch = self.snapshot.repository, self.snapshot.branch
        manifests, deploys = self.known.signals.manifests, self.known.deploys
        self.builds = Reader(lambda files: published.builds(files, repository, branch))
        self.mentions = Reader(lambda files: mentions.find(files, manifests, deploys))

    def wanted(self) -> list[str]:
        """Return the blobs that are to be read next: Dockerfiles at first, and what the readers miss."""
        self.asked = tuple(sorted(self.answers().missing))
        unopened = (blob for path, blob in self.dockerfiles.items() if path not in self.sources)
        return [*unopened, *(self.blobs[path] for path in self.asked)]

    def keep(self, contents: Mapping[str, bytes | str]) -> None:
        """Take the content of the blobs that were wanted; a text instead of bytes is the reason why there is none."""
        for path, blob in self.dockerfiles.items():
            if path not in self.sources:
                content = contents[blob]
                self.sources[path] = Unread(path, content) if isinstance(content, str) else Source(path, content)
        for path in self.asked:
            content = contents[self.blobs[path]]
            if isinstance(content, bytes):
                self.texts[path] = decode(content)
            else:
                self.unread[path] = content

    def answers(self) -> Answers:
        """Run the readers that miss something, and return what all of them say."""
        builds = self.builds.answer(self.files)
        found = published.find(builds, self.files)
        dockerfiles = tuple(self._parse(path, found.get(path)) for path in self.sources)
        readers = [
            self._reader(dockerfile, found.get(dockerfile.path))
            for dockerfile in dockerfiles
            if isinstance(dockerfile, Dockerfile)
        ]
        readings = tuple(reader.answer(self.files) for reader in readers)
        named = self.mentions.answer(self.files)
        rest = replace(self.files, missing={})
        others = other_builds.find(rest, self.snapshot.repository, self.snapshot.branch)
        records = (self.builds.missing, self.mentions.missing, rest.missing, *(reader.missing for reader in readers))
        return Answers(builds, found, named, others, dockerfiles, readings, frozenset().union(*records))

    def _parse(self, path: str, image: Published | None) -> Dockerfile | Unread:
        """Read a source as its published build reads it, with the target and the arguments that are passed."""
        key = (path, image.passed if image else NOTHING)
        if key not in self.parsed:
            source = self.sources[path]
            self.parsed[key] = source if isinstance(source, Unread) else parse(source, key[1])
        return self.parsed[key]

    def _reader(self, dockerfile: Dockerfile, image: Published | None) -> Reader[Reading]:
        names = image.names if image else ()
        repository, signals = self.snapshot.repository, self.known.signals
        return self.readings.setdefault(
            (dockerfile.path, image.passed if image else NOTHING, names),
            Reader(lambda files: component.read(dockerfile, names, files, repository, signals)),
        )


def begin(snapshot: Snapshot, known: Known, chosen: frozenset[str]) -> Branch:
    """Begin with the regular files of a snapshot; those that no checkout would have are none."""
    entries, odd = discover.sound(snapshot.entries)
    found = (item for item in entries if item.path in chosen) if chosen else discover.candidates(entries)
    return Branch(
        replace(snapshot, entries=entries),
        known,
        blobs={entry.path: entry.blob for entry in entries if entry.kind in ("file", "executable")},
        dockerfiles={entry.path: entry.blob for entry in found},
        unread=odd,
    )
