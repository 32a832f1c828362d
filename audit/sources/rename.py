"""Follow files that moved: pair paths by the likeness of their contents, as git does."""

from collections.abc import Mapping
from difflib import SequenceMatcher

ALIKE = 0.5  # git's own threshold for a rename


def followed(gone: Mapping[str, bytes], new: Mapping[str, bytes]) -> dict[str, str]:
    """Return new path -> the path it had, the likest pairs first, each path once."""
    pairs = [(_likeness(before, after), path, old) for path, after in new.items() for old, before in gone.items()]
    found: dict[str, str] = {}
    for likeness, path, old in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if likeness >= ALIKE and path not in found and old not in found.values():
            found[path] = old
    return found


def _likeness(before: bytes, after: bytes) -> float:
    """Return the share of lines that two contents have in common, 0-1."""
    if before == after:
        return 1.0
    matcher = SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    # the bounds above cost next to nothing, the share itself does not
    return matcher.ratio() if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= ALIKE else 0.0
