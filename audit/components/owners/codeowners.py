"""CODEOWNERS as GitHub reads it: patterns like those of .gitignore, the last one that fits a path wins.

Source: https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/
customizing-your-repository/about-code-owners
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from itertools import takewhile

from audit.components.owners import approvers
from audit.model.component import Owners
from audit.model.evidence import Evidence

_SPACE = "\0"  # an escaped space, which does not part words
_ANY = "**"


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
    """Tell whether a pattern is about a file; a pattern that is a folder is about all that lies below it."""
    steps = [step for step in pattern.split("/") if step]
    if "/" not in pattern.rstrip("/"):
        steps = [_ANY, *steps]
    below = "folder" if pattern.endswith("/") else "file" if steps[-1:] == ["*"] else "either"
    return _follow(steps, path.split("/"), below)


def _follow(steps: list[str], parts: list[str], below: str) -> bool:
    """Follow the steps over the parts: the set holds how many parts may have been used up so far."""
    reached = {0}
    for step in steps:
        if step == _ANY:
            reached = set(range(min(reached, default=len(parts)), len(parts) + 1)) if reached else set()
        else:
            # GitHub knows neither character ranges nor negation
            plain = step.replace("[", "[[]")
            reached = {at + 1 for at in reached if at < len(parts) and fnmatchcase(parts[at], plain)}
    if below == "file":
        return len(parts) in reached
    return any(0 < at < len(parts) or (below == "either" and at == len(parts)) for at in reached)
