"""Names of repositories as names of files, the same on every file system."""

import hashlib
import re
from collections.abc import Iterable

_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 100


def filenames(repositories: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """Return repository -> file name without suffix: OWNER-NAME, with a digest where that would name two of them."""
    used = {each.casefold() for each in taken}
    found: dict[str, str] = {}
    for repository in sorted(set(repositories)):
        plain = repository.replace("/", "-")
        fit = _UNFIT.sub("-", plain).strip(".-")[:_LONGEST]
        name = fit if fit == plain and fit.casefold() not in used else f"{fit or 'repository'}-{_digest(repository)}"
        used.add(name.casefold())
        found[repository] = name
    return found


def _digest(text: str) -> str:
    """Return eight hexadecimal digits that tell one text from another."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
