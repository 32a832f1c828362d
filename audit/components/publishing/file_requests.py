"""The repository's files as a resolver asks for them: what it has not got yet it writes down."""

import posixpath
from dataclasses import dataclass, field

from audit.dockerfile.build_context import Files


@dataclass(slots=True)
class Shelf:
    """Hold the files, the paths that were asked for and have no text yet, and calls that build nothing."""

    files: Files
    missing: dict[str, None] = field(default_factory=dict)
    barren: set[tuple[str, ...]] = field(default_factory=set)

    def text(self, path: str) -> str:
        """Return a file's text, empty when there is no such file or its text is still to be read."""
        clean = posixpath.normpath(path).removeprefix("./").lstrip("/")
        if clean in self.files.texts:
            return self.files.texts[clean]
        if clean in self.files.paths:
            self.missing[clean] = None
        return ""

    def first(self, folder: str, names: tuple[str, ...]) -> str:
        """Return the path of the first of the names that lies in the folder, or an empty text."""
        candidates = (posixpath.normpath(posixpath.join(folder, name)).lstrip("/") for name in names)
        return next((path for path in candidates if path in self.files.paths), "")
