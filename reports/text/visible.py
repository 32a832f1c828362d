"""Make text of others harmless to read: invisible characters are spelled out."""

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0")


class _Marks(dict[int, str]):
    """Answer `str.translate` with a character's mark, worked out once for each character met."""

    def __missing__(self, code: int) -> str:
        """Return the character itself when it can be seen, else its code point in brackets."""
        character = chr(code)
        hidden = unicodedata.category(character) in _HIDDEN or character in _BLANK_LETTERS
        self[code] = f"⟨U+{code:04X}⟩" if hidden else character
        return self[code]


_STRICT = _Marks()
_BLOCK = _Marks({0x09: "\t", 0x0A: "\n"})


def visible(text: str) -> str:
    """Return the text with control, bidirectional, zero-width and lone surrogate characters spelled ⟨U+202E⟩."""
    return text if text.isascii() and text.isprintable() else text.translate(_STRICT)


def visible_block(text: str) -> str:
    """Return the text made visible with line breaks and tabs left alone, for prose and quoted code."""
    return text if text.isascii() and text.isprintable() else text.translate(_BLOCK)


def shorten(text: str, limit: int) -> str:
    """Return the text, or its first `limit` characters with a word about how many were left out."""
    if len(text) <= limit:
        return text
    return f"{text[:limit]}… ({len(text) - limit:,} more characters)"


def name(text: str) -> str:
    """Return a name or path fit for one line of a page."""
    return visible(shorten(text, 160))


def prose(text: str) -> str:
    """Return a sentence or quoted code fit for a page."""
    return visible_block(shorten(text, 2000))
