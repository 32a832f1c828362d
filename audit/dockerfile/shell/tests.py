"""Decide the conditions of `[ ... ]` and `[[ ... ]]` as far as their texts are known."""

import re
import shlex
from fnmatch import fnmatchcase

_TEST = re.compile(r"\[\[?\s+(.*?)\s+\]\]?", re.DOTALL)
_JOIN = re.compile(r"(&&|\|\|)")
_OPEN = re.compile(r"[$`?]")
_LOCAL = ("localhost", "127.0.0.1", "kind-registry", "host.docker.internal", "registry.domain.local")
_COMPARED = 3  # words of `a = b`


def is_local(text: str) -> bool:
    """Tell whether an image's name begins with a registry of the machine itself."""
    return text.startswith(_LOCAL)


def holds(condition: str) -> bool | None:
    """Tell whether a condition holds; None when what is known does not decide it."""
    inner = _TEST.fullmatch(condition.strip())
    if inner and not re.search(r"\]\]?\s*(?:&&|\|\|)", inner[1]):
        condition = inner[1]
    elif not inner and not condition.strip().startswith(("[", "test ")):
        return None
    first, *rest = _JOIN.split(condition.removeprefix("test "))
    result = _single(first)
    for joint, text in zip(rest[::2], rest[1::2], strict=False):
        other = _single(text)
        if joint == "&&":
            result = False if False in (result, other) else None if None in (result, other) else True
        else:
            result = True if True in (result, other) else None if None in (result, other) else False
    return result


def _single(text: str) -> bool | None:
    inner = _TEST.fullmatch(text.strip())
    try:
        words = shlex.split(inner[1] if inner else text)
    except ValueError:
        return None
    if any(_OPEN.search(word) for word in words):
        return None
    if len(words) == _COMPARED and words[1] in ("=", "==", "!="):
        return fnmatchcase(words[0], words[2]) == (words[1] != "!=")
    match words:
        case ["-n", word]:
            return bool(word)
        case ["-z", word]:
            return not word
        case _:
            return None
