"""Make file names of repository names, the same on every file system."""

import hashlib
import re
from collections.abc import Iterable

_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 100


def filenames(repositories: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """Return repository -> file name without suffix: OWNER-NAME, with a digest where two would have the same name."""
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
    """Return the first eight hexadecimal digits of a text's digest."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
