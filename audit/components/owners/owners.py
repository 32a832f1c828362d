"""The owners of a path: approvers of the nearest OWNERS file upwards, else what CODEOWNERS says."""

import posixpath

from audit.components.owners import approvers, codeowners
from audit.dockerfile import build_context
from audit.dockerfile.build_context import Files
from audit.model.component import Owners
from audit.model.evidence import Evidence

NAME = "OWNERS"
ALIASES = "OWNERS_ALIASES"
CODEOWNERS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")  # where GitHub looks, the first one counts


def find(path: str, files: Files) -> Owners:
    """Return who owns the path, with the lines that say so; no names when no file has any.

    Every file that may decide is asked for at once: one after the other they would cost a batch of reading each.
    """
    folders = tuple(build_context.ancestors(path))
    places = (*(posixpath.join(folder, NAME) for folder in folders), ALIASES, *CODEOWNERS)
    texts = {place: text for place in places if (text := files.text(place)) is not None}
    for folder in folders:
        place = posixpath.join(folder, NAME)
        found = approvers.read(place, texts.get(place, ""), posixpath.relpath(path, folder or "."))
        if found is not None:
            return _resolved(found, texts.get(ALIASES, ""))
    first = next((place for place in CODEOWNERS if place in texts), "")
    return codeowners.find(first, texts[first], path) if first else Owners()


def _resolved(found: Owners, text: str) -> Owners:
    """Put the members of an alias in its place."""
    known = approvers.aliases(text)
    met = [name for name in found.names if name in known]
    names = (each for name in found.names for each in known.get(name, (name,)))
    told = (Evidence(ALIASES, approvers.line(text, name), f"{name}: {', '.join(known[name])}") for name in met)
    return Owners(tuple(dict.fromkeys(names)), (*found.evidence, *told))
