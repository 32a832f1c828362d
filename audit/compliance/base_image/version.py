"""Read version numbers in tags and release names."""

import re
from functools import lru_cache

_NUMBERS = re.compile(r"v?(\d+(?:\.\d+)*)")


@lru_cache(maxsize=4096)
def numbers(text: str) -> tuple[int, ...]:
    """Return the leading version as numbers, empty when there is none (`1.25.7-alpine` -> 1, 25, 7).

    A number that an undecided part follows directly is none: `1.2?` -> 1.
    """
    match = _NUMBERS.match(text)
    parts = match[1].split(".") if match else []
    if match and text[match.end() :].startswith("?"):
        parts.pop()
    return tuple(int(part) for part in parts)


def belongs(version: tuple[int, ...], release: tuple[int, ...]) -> bool:
    """Return whether a version is of a release: 3.15.4 of 3.15, and 22 of 22."""
    return version[: len(release)] == release
