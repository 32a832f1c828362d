"""Split a Go template into texts and the tokens of its actions; `-` in a delimiter trims the text beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAXIMUM_CHARACTERS = 300_000
_TOKEN = re.compile(
    r"""(?P<space>\s+)|(?P<comment>/\*.*?\*/)|(?P<end>-?\}\})|(?P<text>"(?:\\.|[^"\\\n])*"|`[^`]*`)"""
    r"""|(?P<char>'(?:\\.|[^'\\\n])+')|(?P<number>[+-]?\d[\w.]*)|(?P<field>\.[A-Za-z_]\w*)|(?P<dot>\.)"""
    r"""|(?P<variable>\$\w*)|(?P<word>[A-Za-z_]\w*)|(?P<sign>:=|[=|(),])""",
    re.DOTALL,
)


class UndecidedError(Exception):
    """Say that a template cannot be rendered here: it is broken, fails by its own rules, or needs too much."""


@dataclass(frozen=True, slots=True)
class Token:
    """Hold one token of an action; `spaced` says that a blank precedes it."""

    kind: str
    text: str
    spaced: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a text, or the tokens of an action (with an empty text), and the 1-based line on which it begins."""

    line: int
    text: str
    tokens: tuple[Token, ...] = ()


def split(template: str) -> Iterator[Piece]:
    """Yield texts and actions in order; raise UndecidedError for an action without an end."""
    if len(template) > MAXIMUM_CHARACTERS:
        raise UndecidedError("too long")
    position, line, trims = 0, 1, False
    while True:
        start = template.find("{{", position)
        text = template[position : start if start >= 0 else len(template)]
        left = start >= 0 and template.startswith("{{-", start) and template[start + 3 : start + 4].isspace()
        shown, before = _trimmed(text, begin=trims, end=left)
        if shown:
            yield Piece(line + before, shown)
        line += text.count("\n")
        if start < 0:
            return
        tokens, position, trims = _action(template, start + (3 if left else 2))
        if tokens:
            yield Piece(line, "", tokens)
        line += template.count("\n", start, position)


def _trimmed(text: str, *, begin: bool, end: bool) -> tuple[str, int]:
    """Return the text without the blanks that delimiters trim, and how many lines went from its beginning."""
    kept = text.lstrip() if begin else text
    lines = text[: len(text) - len(kept)].count("\n")
    return (kept.rstrip() if end else kept), lines


def _action(template: str, position: int) -> tuple[tuple[Token, ...], int, bool]:
    """Return the tokens of the action that begins here, where the text after it begins, and whether it trims that."""
    found: list[Token] = []
    spaced = False
    while match := _TOKEN.match(template, position):
        position = match.end()
        kind = match.lastgroup or ""
        if kind == "end":
            return tuple(found), position, match[0].startswith("-")
        if kind not in ("space", "comment"):
            found.append(Token(kind, match[0], spaced))
        spaced = kind == "space"
    raise UndecidedError("an action without an end")
