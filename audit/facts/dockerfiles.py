"""Keep the sources that are taken for Dockerfiles, and parse each as its published build reads it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from audit.components.publishing.choice import Published
from audit.components.publishing.targets import Row
from audit.dockerfile.parse import NOTHING, Passed, Unread, parse
from audit.model.dockerfile import Dockerfile
from audit.model.repository import Source


@dataclass(slots=True)
class Dockerfiles:
    """Hold the blobs by path, the sources that were read of them, and the results of parsing them."""

    blobs: dict[str, str]
    sources: dict[str, Source | Unread] = field(default_factory=dict)
    parsed: dict[tuple[Row, Passed], Dockerfile | Unread] = field(default_factory=dict)

    def wanted(self) -> list[str]:
        """Return the blobs that were not read yet."""
        return [blob for path, blob in self.blobs.items() if path not in self.sources]

    def keep(self, contents: Mapping[str, bytes | str]) -> None:
        """Take the content of the blobs that were wanted; a text instead of bytes is the reason why there is none."""
        for path, blob in self.blobs.items():
            if path not in self.sources:
                content = contents[blob]
                self.sources[path] = Unread(path, content) if isinstance(content, str) else Source(path, content)

    def rows(self, found: Mapping[Row, Published]) -> Iterator[Dockerfile | Unread]:
        """Yield each source as it is published: once for each target where it publishes several."""
        targets: dict[str, list[str]] = {}
        for path, target in found:
            targets.setdefault(path, []).append(target)
        for path in self.sources:
            yield from (self._parse((path, target), found) for target in targets.get(path, [""]))

    def aliases(self, path: str) -> tuple[str, ...]:
        """Return the aliases of a file's stages in order; nothing for what is no Dockerfile, or not read yet."""
        read = self._parse((path, ""), {}) if path in self.sources else None
        return tuple(stage.alias for stage in read.stages) if isinstance(read, Dockerfile) else ()

    def _parse(self, row: Row, found: Mapping[Row, Published]) -> Dockerfile | Unread:
        """Read a source with the target and the arguments that its published build passes."""
        key = (row, found[row].passed if row in found else NOTHING)
        if key not in self.parsed:
            source = self.sources[row[0]]
            read = source if isinstance(source, Unread) else parse(source, key[1])
            self.parsed[key] = replace(read, target=row[1]) if isinstance(read, Dockerfile) else read
        return self.parsed[key]
