"""Evaluate the functions of make that only work on words, such as `$(addprefix x,a b)`.

https://www.gnu.org/software/make/manual/html_node/Text-Functions.html and File-Name-Functions
"""

import posixpath
from collections.abc import Callable, Iterator, Mapping

Function = Callable[[list[str]], str]
NAMES = frozenset(
    {
        "shell", "if", "or", "and", "foreach", "call", "wildcard", "patsubst", "subst", "filter", "filter-out", "sort",
        "word", "words", "wordlist", "firstword", "lastword", "dir", "notdir", "suffix", "basename", "addsuffix",
        "addprefix", "join", "realpath", "abspath", "strip", "findstring", "eval", "value", "origin", "flavor", "error",
        "warning", "info", "file", "guile", "let", "intcmp",
    }
)  # fmt: skip


def arguments(text: str) -> list[str]:
    """Split a function's arguments at the commas outside parentheses and braces."""
    found, depth, start = list[str](), 0, 0
    for index, character in enumerate(text):
        depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(character, 0)
        if character == "," and depth == 0:
            found.append(text[start:index])
            start = index + 1
    return [*found, text[start:]]


def patsubst(pattern: str, replacement: str, words: str) -> str:
    """Replace each word that fits a pattern with `%`; the others stay."""
    if "%" not in pattern:
        return " ".join(replacement if word == pattern else word for word in words.split())
    return " ".join(_replaced(word, pattern, replacement) for word in words.split())


def replace_suffix(words: str, change: str) -> str:
    """Apply the change of `$(X:.c=.o)` or `$(X:%.c=%.o)` to each word."""
    before, _, after = change.partition("=")
    return patsubst(before, after, words) if "%" in before else patsubst(f"%{before}", f"%{after}", words)


def _replaced(word: str, pattern: str, replacement: str) -> str:
    head, _, tail = pattern.partition("%")
    return replacement.replace("%", word[len(head) : len(word) - len(tail)], 1) if _fits(word, pattern) else word


def _filtered(patterns: str, words: str, *, keep: bool) -> Iterator[str]:
    for word in words.split():
        if any(_fits(word, pattern) for pattern in patterns.split()) is keep:
            yield word


def _fits(word: str, pattern: str) -> bool:
    head, percent, tail = pattern.partition("%")
    if not percent:
        return word == pattern
    return word.startswith(head) and word.endswith(tail) and len(word) >= len(head + tail)


_TEXTUAL: Mapping[str, tuple[int, Function]] = {
    "addprefix": (2, lambda given: " ".join(given[0] + word for word in given[1].split())),
    "addsuffix": (2, lambda given: " ".join(word + given[0] for word in given[1].split())),
    "strip": (1, lambda given: " ".join(given[0].split())),
    "subst": (3, lambda given: given[2].replace(given[0], given[1]) if given[0] else given[2]),
    "patsubst": (3, lambda given: patsubst(given[0].strip(), given[1].strip(), given[2])),
    "filter": (2, lambda given: " ".join(_filtered(given[0], given[1], keep=True))),
    "filter-out": (2, lambda given: " ".join(_filtered(given[0], given[1], keep=False))),
    "firstword": (1, lambda given: " ".join(given[0].split()[:1])),
    "lastword": (1, lambda given: " ".join(given[0].split()[-1:])),
    "sort": (1, lambda given: " ".join(sorted(set(given[0].split())))),
    "notdir": (1, lambda given: " ".join(posixpath.basename(word) for word in given[0].split())),
    "dir": (1, lambda given: " ".join(word[: word.rfind("/") + 1] or "./" for word in given[0].split())),
    "basename": (1, lambda given: " ".join(posixpath.splitext(word)[0] for word in given[0].split())),
}
ARITY: Mapping[str, int] = {name: wanted for name, (wanted, _) in _TEXTUAL.items()}
_CHOOSING = frozenset({"filter", "filter-out", "firstword", "lastword", "sort"})


def apply(name: str, given: list[str]) -> str | None:
    """Return the value of a function for expanded arguments, or None where it would choose among undecided words.

    A function that changes words one by one takes an undecided one, such as a tag from `$(shell)`, as one word.
    """
    if name in _CHOOSING and any("$(" in text for text in given):
        return None
    return _TEXTUAL[name][1](given)
