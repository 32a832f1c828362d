"""Replace `$X` and its forms by the values of variables, as Docker does and as a shell does.

https://docs.docker.com/reference/dockerfile/#environment-replacement
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from audit.dockerfile.syntax import shell_pattern
from audit.dockerfile.syntax.image_reference import UNDECIDED

_LONGEST = 4_000
_DEEPEST = 20
_PLAIN = re.compile(r"\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-]")  # the last are a shell's own, which no builder sets
_LITERAL = re.compile(r"""[^\\"'$}/]+""")
_PATTERNS = frozenset("#%/")
_OPERATORS = frozenset("-+?#%")


class _Excessive(Exception):
    """Stop at a value that grows beyond a limit."""


def expand(text: str, values: Mapping[str, str]) -> str:
    """Expand variables and take quotes off as Docker does outside RUN; what nothing sets becomes `?`.

    So does a text that grows beyond 4,000 characters, or nests deeper than 20 variables.
    """
    try:
        return _word(text, 0, _Within(values))[0]
    except _Excessive:
        return UNDECIDED


def substitute(text: str, values: Mapping[str, str]) -> str:
    """Replace `$X` and `${X}` where the value is known; all else, quotes included, stays as written.

    Once values have added 20,000 characters the other variables stay too.
    """
    left = _LONGEST * 5

    def replaced(match: re.Match[str]) -> str:
        nonlocal left
        value = values.get(match[1] or match[2], match[0])
        left -= len(value)
        return value if left >= 0 else match[0]

    return _PLAIN.sub(replaced, text)


def _word(text: str, index: int, within: "_Within") -> tuple[str, int]:
    """Return the text from `index` on expanded, up to the character that ends it, and where the text goes on."""
    parts: list[str] = []
    quote, length = "", 0
    while index < len(text) and (quote or text[index] != within.end):
        part, index, quote = _part(text, index, quote, within)
        parts.append(part)
        length += len(part)
        if length > _LONGEST:
            raise _Excessive
    return "".join(parts), index


@dataclass(frozen=True, slots=True)
class _Within:
    """Hold what text is expanded in: variables, how deep, what ends it, and whether escapes stay, as in patterns."""

    values: Mapping[str, str]
    depth: int = 0
    end: str = ""
    keeps_escapes: bool = False


def _part(text: str, index: int, quote: str, within: _Within) -> tuple[str, int, str]:
    """Expand the part at `index`; return its text, the index after it, and the quote that is open there."""
    character = text[index]
    if character in "\"'" and quote in ("", character):
        return "", index + 1, "" if quote else character
    if quote == "'":
        return character, index + 1, quote
    if character == "\\" and not quote and index + 1 == len(text):
        return character if within.keeps_escapes else "", index + 1, quote
    if character == "\\" and index + 1 < len(text):
        following = text[index + 1]
        # within double quotes a backslash escapes these three and else stays
        stays = within.keeps_escapes or (quote and following not in '"$\\')
        return character + following if stays else following, index + 2, quote
    if character == "$":
        return *_variable(text, index + 1, within), quote
    literal = _LITERAL.match(text, index)
    return (literal[0], literal.end(), quote) if literal else (character, index + 1, quote)


def _variable(text: str, index: int, within: _Within) -> tuple[str, int]:
    """Return the value of the variable that begins after the `$` at `index`, and where the text goes on."""
    if text.startswith("{", index):
        return _braced(text, index + 1, within)
    match = _NAME.match(text, index)
    if not match:
        return "$", index
    return within.values.get(match[0], UNDECIDED), match.end()


def _braced(text: str, index: int, within: _Within) -> tuple[str, int]:
    """Expand the inside of `${...}`: `-`, `+` and `?` with or without a colon, and the pattern forms `#`, `%`, `/`."""
    if within.depth >= _DEEPEST:
        raise _Excessive
    match = _NAME.match(text, index)
    start = match.end() if match else index
    colon = text.startswith(":", start)
    operator = text[start + colon : start + colon + 1]
    inner = _Within(within.values, within.depth + 1, "}", keeps_escapes=operator in _PATTERNS and not colon)
    value = within.values.get(match[0]) if match else None
    if operator == "/" and not colon:
        return _replaced(text, start + 1, value, inner)
    word, end = _word(text, start + colon + (operator in _OPERATORS), inner)
    if end >= len(text) or not match:
        return UNDECIDED, end + 1
    if inner.keeps_escapes:
        return UNDECIDED if value is None or UNDECIDED in value else shell_pattern.trimmed(
            value, operator, word
        ), end + 1
    return _chosen(value, operator, word, is_set=bool(value) if colon else value is not None), end + 1


def _replaced(text: str, index: int, value: str | None, within: _Within) -> tuple[str, int]:
    """Expand `${X/pattern/text}`, and with two slashes every place, from behind the first slash on."""
    everywhere = text.startswith("/", index)
    pattern, middle = _word(text, index + everywhere, replace(within, end="/"))
    word, end = _word(text, middle + 1, within)
    if end >= len(text) or value is None or UNDECIDED in value:
        return UNDECIDED, end + 1
    return shell_pattern.replaced(value, pattern, word, everywhere=everywhere), end + 1


def _chosen(value: str | None, operator: str, word: str, *, is_set: bool) -> str:
    """Return the value of `${X}`, `${X-word}`, `${X+word}` or `${X?word}`."""
    match operator:
        case "+":
            return word if is_set else ""
        case "-" if not is_set:
            return word
        case "}" | "-" | "?" if is_set and value is not None:
            return value
        case _:
            return UNDECIDED
