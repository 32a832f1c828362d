"""Read one branch of a repository: readers ask for files, and run again when those that they missed were read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from audit.components import component
from audit.components.component import Reading
from audit.components.deployment import mentions
from audit.components.other_builders import other_builds
from audit.components.publishing import completion, published
from audit.components.publishing.building import Build
from audit.components.publishing.choice import Published
from audit.components.publishing.targets import Row
from audit.components.runtime_needs import needs
from audit.components.runtime_needs.needs import Sources
from audit.dockerfile import build_context
from audit.dockerfile.build_context import Files
from audit.dockerfile.parse import NOTHING, Passed
from audit.dockerfile.syntax.decoding import decode
from audit.facts import links
from audit.facts.answers import Answers, Known
from audit.facts.dockerfiles import Dockerfiles
from audit.facts.links import Links
from audit.facts.reader import Reader
from audit.model.deployment import Mention
from audit.model.dockerfile import Dockerfile
from audit.model.repository import LINK, Snapshot
from audit.sources import discover


@dataclass(slots=True)
class Branch:
    """Hold what was read of a branch so far, and the readers that ask for more.

    `blobs` are all regular files by path, `dockerfiles` those that are taken for Dockerfiles, `links` the symbolic
    links; `texts` are the other files that were asked for, `unread` the reasons why some could not be read.
    """

    snapshot: Snapshot
    known: Known
    blobs: dict[str, str]
    dockerfiles: Dockerfiles
    links: Links
    unread: dict[str, str]
    texts: dict[str, str] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    files: Files = field(init=False)
    builds: Reader[tuple[Build, ...]] = field(init=False)
    mentions: Reader[tuple[Mention, ...]] = field(init=False)
    readings: dict[tuple[Row, Passed, tuple[str, ...]], Reader[Reading]] = field(default_factory=dict)
    walks: dict[Row, tuple[Reading, Reader[Sources]]] = field(default_factory=dict)
    latest: list[Answers] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Prepare the readers of the whole branch."""
        self.files = Files(self.blobs.keys(), self.texts, build_context.folders(self.blobs), self.unread)
        repository, branch = self.snapshot.repository, self.snapshot.branch
        manifests, deploys = self.known.signals.manifests, self.known.deploys
        self.builds = Reader(lambda files: published.builds(files, repository, branch))
        self.mentions = Reader(lambda files: mentions.find(files, manifests, deploys))

    def wanted(self) -> list[str]:
        """Return the blobs that are to be read next: Dockerfiles at first, and what the readers miss."""
        answers = self.answers()
        self.asked = tuple(sorted(answers.missing | answers.deep))
        return [*self.dockerfiles.wanted(), *self.links.wanted(), *(self.blobs[path] for path in self.asked)]

    def deeper(self) -> list[str]:
        """Return the blobs of sources that the programs are made of and that are to be read next."""
        self.asked = tuple(sorted(self.deepened().deep))
        return [self.blobs[path] for path in self.asked]

    def keep(self, contents: Mapping[str, bytes | str]) -> None:
        """Take the content of the blobs that were wanted; a text instead of bytes is the reason why there is none."""
        self.dockerfiles.keep(contents)
        self.links.keep(contents)
        self.keep_texts(contents)

    def keep_texts(self, contents: Mapping[str, bytes | str]) -> None:
        """Take the content of the files that were asked for, no Dockerfiles and links."""
        for path in self.asked:
            content = contents[self.blobs[path]]
            if isinstance(content, bytes):
                self.texts[path] = decode(content)
            else:
                self.unread[path] = content

    def answers(self) -> Answers:
        """Run the readers that miss something, and return what all of them say."""
        named = self.mentions.answer(self.files)
        named_builds = self.links.follow(self.builds.answer(self.files))
        builds = completion.complete(named_builds, named, self.snapshot.repository, self.files)
        found = published.find(builds, self.files, self.dockerfiles.aliases)
        dockerfiles = tuple(self.dockerfiles.rows(found))
        readers = [
            self._reader(dockerfile, found.get((dockerfile.path, dockerfile.target)))
            for dockerfile in dockerfiles
            if isinstance(dockerfile, Dockerfile)
        ]
        readings = tuple(reader.answer(self.files) for reader in readers)
        rest = replace(self.files, missing={})
        others = other_builds.find(rest, self.snapshot.repository, self.snapshot.branch)
        records = (self.builds.missing, self.mentions.missing, rest.missing, *(reader.missing for reader in readers))
        missing = frozenset().union(*records)
        self.latest = [Answers(builds, found, named, others, dockerfiles, readings, (), missing, frozenset())]
        return self.deepened()

    def deepened(self) -> Answers:
        """Return the last answers with the sources of the programs as far as they are at hand; no other reader runs."""
        readers = [self._walk(reading) for reading in self.latest[0].readings]
        sources = tuple(reader.answer(self.files) for reader in readers)
        deep = frozenset().union(*(reader.missing for reader in readers))
        return replace(self.latest[0], sources=sources, deep=deep)

    def _reader(self, dockerfile: Dockerfile, image: Published | None) -> Reader[Reading]:
        names = image.names if image else ()
        repository, signals = self.snapshot.repository, self.known.signals
        return self.readings.setdefault(
            ((dockerfile.path, dockerfile.target), image.passed if image else NOTHING, names),
            Reader(lambda files: component.read(dockerfile, names, files, repository, signals)),
        )

    def _walk(self, reading: Reading) -> Reader[Sources]:
        """Return the reader of the program's sources, a new one where the Dockerfile was read anew."""
        dockerfile, subject = reading.observations.dockerfile, reading.subject
        row = dockerfile.path, dockerfile.target
        if row not in self.walks or self.walks[row][0] is not reading:
            self.walks[row] = reading, Reader(lambda files: needs.walk(subject, files))
        return self.walks[row][1]


def begin(snapshot: Snapshot, known: Known, chosen: frozenset[str]) -> Branch:
    """Begin with the regular files of a snapshot; those that no checkout would have are none."""
    entries, odd = discover.sound(snapshot.entries)
    found = (item for item in entries if item.path in chosen) if chosen else discover.candidates(entries)
    blobs = {entry.path: entry.blob for entry in entries if entry.kind in ("file", "executable")}
    return Branch(
        replace(snapshot, entries=entries),
        known,
        blobs=blobs,
        dockerfiles=Dockerfiles({entry.path: entry.blob.removesuffix(LINK) for entry in found}),
        links=links.of(() if chosen else entries, blobs),
        unread=odd,
    )
