"""Markdown in which nothing that others wrote acts: no link, image, mention, markup or table cell."""

import re
from urllib.parse import quote

from reports.text.visible import shorten, visible

_PLAIN = re.compile(r"[A-Za-z0-9 /.,;\-]")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_AROUND = re.compile(r"^([(\"']*)(.*?)([.,;:!?)\"']*)$", re.DOTALL)


def code(text: str, limit: int = 160) -> str:
    """Return a name as code: inside it GitHub makes neither mentions nor references nor links."""
    return f"<code>{_inert(visible(shorten(text, limit)))}</code>"


def prose(text: str, limit: int = 400) -> str:
    """Return a sentence; a word that is more than letters is shown as code."""
    return " ".join(_word(each) for each in visible(shorten(text, limit)).split(" "))


def link(text: str, url: str) -> str:
    """Return Markdown that was made here as a link, where the address is one of the web's."""
    return f"[{text}](<{quote(url, safe=':/@?=&%+~._-')}>)" if url.startswith(("https://", "http://")) else text


def table(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return a table of cells that were made here."""
    lines = (headings, tuple("---" for _ in headings), *rows)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _word(word: str) -> str:
    match = _AROUND.match(word)
    before, inner, after = match.groups() if match else ("", word, "")
    if not inner or _WORD.fullmatch(inner):
        return _inert(word)
    return f"{_inert(before)}<code>{_inert(inner)}</code>{_inert(after)}"


def _inert(text: str) -> str:
    """Return the text with every sign that Markdown or GitHub could act on as a character reference."""
    said = "".join(
        each if _PLAIN.fullmatch(each) or (not each.isascii() and each.isalnum()) else f"&#{ord(each)};"
        for each in text
    )
    return re.sub(r"(?i)\bwww\.", lambda match: f"{match[0][:3]}&#46;", said)
