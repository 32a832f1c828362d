"""Follow symbolic links of a tree to the files that they name; those that lead nowhere have a reason."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from audit.components.publishing.building import Build
from audit.model.evidence import Evidence
from audit.model.repository import Entry
from audit.sources import discover

_MOST = 40  # links one after the other, as Linux follows


@dataclass(slots=True)
class Links:
    """Hold the symbolic links of a tree by path, and the texts of those that were read.

    `files` are the regular files, `named` the links with a Dockerfile's name: they are read at once, and others when a
    build leads through them.
    """

    blobs: dict[str, str]
    files: Mapping[str, str]
    named: tuple[str, ...]
    texts: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def wanted(self) -> list[str]:
        """Return the blobs of links that are to be read next."""
        self.asked = {path for path in (*self.named, *self.asked) if path not in self.texts}
        return [self.blobs[path] for path in sorted(self.asked)]

    def keep(self, contents: Mapping[str, bytes | str]) -> None:
        """Take the texts of the links that were wanted; an unreadable one leads nowhere."""
        for path in self.asked:
            content = contents[self.blobs[path]]
            self.texts[path] = content.decode("utf-8", "backslashreplace") if isinstance(content, bytes) else ""
        self.asked = set()

    def follow(self, builds: Iterable[Build]) -> tuple[Build, ...]:
        """Return the builds, those of a link as builds of the file that it leads to; the link is in the evidence."""
        return tuple(self._followed(build) for build in builds) if self.blobs else tuple(builds)

    def _followed(self, build: Build) -> Build:
        if build.dockerfile in self.files:
            return build
        found = self.resolve(build.dockerfile)
        if found not in self.files:
            return build
        hop = Evidence(build.dockerfile, None, f"a symbolic link to {found}")
        return replace(build, dockerfile=found, hops=(*build.hops, hop))

    def resolve(self, path: str) -> str:
        """Return the path that a path leads to; empty where it leaves the tree, goes round in a circle or is unread."""
        for _ in range(_MOST):
            link = next((head for head in _heads(path) if head in self.blobs), None)
            if link is None:
                return path
            if link not in self.texts:
                self.asked.add(link)
                return ""
            text = self.texts[link]
            path = posixpath.normpath(posixpath.join(posixpath.dirname(link), text) + path[len(link) :])
            if not text or text.startswith("/") or path.startswith("../") or path == "..":
                return ""
        return ""

    def notes(self) -> Iterator[str]:
        """Yield a sentence on the links with a Dockerfile's name that lead to a file of the tree."""
        found = [(path, self.resolve(path)) for path in self.named]
        led = [f"{path} to {to}" for path, to in found if to in self.files]
        if led:
            yield f"symbolic links, judged where they lead: {', '.join(led)}"

    def broken(self) -> Iterator[tuple[str, str]]:
        """Yield the links with a Dockerfile's name that lead to no file of the tree, each with the reason."""
        for path in self.named:
            if self.resolve(path) not in self.files:
                yield path, f"a symbolic link to {self.texts.get(path) or '?'}, which is no file of the repository"


def _heads(path: str) -> Iterator[str]:
    """Yield the folders above a path from the top, then the path."""
    parts = path.split("/")
    yield from ("/".join(parts[:count]) for count in range(1, len(parts) + 1))


def of(entries: Iterable[Entry], files: Mapping[str, str]) -> Links:
    """Return the links of a tree."""
    links = {entry.path: entry.blob for entry in entries if entry.kind == "symlink"}
    return Links(links, files, tuple(path for path in links if discover.is_named(path)))
