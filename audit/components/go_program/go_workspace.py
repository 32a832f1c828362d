"""Find the repository's folder of a Go import path, by go.mod and what it replaces by folders."""

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from audit.dockerfile import build_context
from audit.dockerfile.build_context import Files

_HOST_OWNER_NAME = 3  # parts of an import path before the folder
_MODULE = re.compile(r"^module\s+\"?([^\s\"]+)", re.MULTILINE)
_REPLACED = re.compile(r"^\s*(?:replace\s+)?(\S+)(?:\s+v\S+)?\s+=>\s+(\.\.?(?:/\S*)?)\s*(?://.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Modules:
    """Hold the module paths that lie in the repository with their folders, the longest path first.

    Without a go.mod (GOPATH), `packages` are the repository's folders: one that an import path ends with is meant.
    """

    folders: tuple[tuple[str, str], ...]
    packages: Collection[str] = ()

    def folder(self, imported: str) -> str | None:
        """Return the repository's folder of a package; None when it is another project's."""
        for module, folder in self.folders:
            if imported == module or imported.startswith(f"{module}/"):
                return posixpath.normpath(posixpath.join(folder, imported[len(module) :].strip("/"))).removeprefix(".")
        inner = "/".join(imported.split("/")[_HOST_OWNER_NAME:])
        return inner if not self.folders and inner in self.packages else None


def modules(folders: tuple[str, ...], files: Files) -> Modules:
    """Return the modules of the go.mod files nearest to the folders."""
    found = dict(pair for folder in folders for pair in _of_folder(folder, files))
    return Modules(tuple(sorted(found.items(), key=lambda pair: -len(pair[0]))), files.folders.keys())


def _of_folder(folder: str, files: Files) -> Iterator[tuple[str, str]]:
    for parent in build_context.ancestors(posixpath.join(folder, "x")):
        path = posixpath.join(parent, "go.mod")
        if path in files.paths:
            yield from _of_text(files.text(path) or "", parent)
            return


@lru_cache(maxsize=256)
def _of_text(text: str, parent: str) -> tuple[tuple[str, str], ...]:
    name = _MODULE.search(text)
    replaced = (
        (match[1], posixpath.normpath(posixpath.join(parent, match[2])).removeprefix("."))
        for match in _REPLACED.finditer(text)
    )
    return (*(((name[1], parent),) if name else ()), *replaced)
