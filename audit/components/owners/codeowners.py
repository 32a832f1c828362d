"""CODEOWNERS as GitHub reads it: patterns like those of .gitignore, the last one that fits a path wins.

Source: https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/
customizing-your-repository/about-code-owners
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

import re2
from pathspec import GitIgnoreSpec

from audit.components.owners import approvers
from audit.model.component import Owners
from audit.model.evidence import Evidence

_LONGEST = 4_096  # characters; no path is longer
_SPACE = "\0"  # an escaped space, which does not part words


def find(place: str, text: str, path: str) -> Owners:
    """Return the owners of the last pattern that fits; that pattern may name nobody."""
    for number, line in reversed(list(enumerate(text.split("\n"), 1))):
        pattern, *owners = [*_words(line), ""]
        if pattern and fits(pattern, path):
            names = dict.fromkeys(approvers.login(owner) for owner in owners if owner)
            return Owners(tuple(names), (Evidence(place, number, line.strip()),))
    return Owners()


def _words(line: str) -> Iterator[str]:
    words = takewhile(lambda word: not word.startswith("#"), line.replace("\\ ", _SPACE).split())
    return (word.replace(_SPACE, " ") for word in words)


def fits(pattern: str, path: str) -> bool:
    """Tell whether a pattern is about a file; a pattern that is a folder is about all that lies below it.

    GitHub differs from .gitignore: it knows neither character ranges nor negation, and `docs/*` ends at its files.
    """
    if len(pattern) > _LONGEST:
        return False
    plain = re.sub(r"^(?=[!#])|(?=\[)", r"\\", pattern)
    lines = [plain, f"!{plain}/**"] if plain.endswith("/*") else [plain]
    try:
        return _compiled(tuple(lines)).match_file(path)
    except (ValueError, re2.error):  # no pattern at all
        return False


@lru_cache(maxsize=1024)
def _compiled(lines: tuple[str, ...]) -> GitIgnoreSpec:
    return GitIgnoreSpec.from_lines(lines, backend="re2")  # linear in the path, whoever wrote the pattern
