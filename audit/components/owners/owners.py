"""The owners of a path: approvers of the nearest OWNERS file upwards, else what CODEOWNERS says."""

import posixpath
from collections.abc import Iterable, Iterator

from audit.components.owners import approvers, codeowners
from audit.dockerfile import build_context
from audit.dockerfile.build_context import Files
from audit.model.component import Owners
from audit.model.evidence import Evidence

NAME = "OWNERS"
ALIASES = "OWNERS_ALIASES"
CODEOWNERS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")  # where GitHub looks, the first one counts


def wanted(paths: Iterable[str], files: Files) -> Iterator[str]:
    """Yield the paths of the files that tell who owns these paths; all are known by their names."""
    for folder in dict.fromkeys(folder for path in paths for folder in build_context.ancestors(path)):
        if (candidate := posixpath.join(folder, NAME)) in files.paths:
            yield candidate
    yield from (path for path in (ALIASES, *CODEOWNERS) if path in files.paths)


def find(path: str, files: Files) -> Owners:
    """Return who owns the path, with the lines that say so; nobody when no file names anyone."""
    for folder in build_context.ancestors(path):
        text = files.texts.get(place := posixpath.join(folder, NAME), "")
        found = approvers.read(place, text, posixpath.relpath(path, folder or "."))
        if found is not None:
            return _resolved(found, files.texts.get(ALIASES, ""))
    place = next((each for each in CODEOWNERS if each in files.texts), "")
    return codeowners.find(place, files.texts[place], path) if place else Owners()


def _resolved(found: Owners, text: str) -> Owners:
    """Put the members of an alias in its place."""
    known = approvers.aliases(text)
    met = [name for name in found.names if name in known]
    names = (each for name in found.names for each in known.get(name, (name,)))
    told = (Evidence(ALIASES, approvers.line(text, name), f"{name}: {', '.join(known[name])}") for name in met)
    return Owners(tuple(dict.fromkeys(names)), (*found.evidence, *told))
