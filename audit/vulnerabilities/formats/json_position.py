"""Where in a JSON text a fault lies that the parser does not place: read once more, slowly, when there is one."""

import json
import re

DEEPEST = 100
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\]:]', re.DOTALL)
_STRANGE = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|(NaN|-?Infinity|\d{4001,})', re.DOTALL)


def doubled(text: str) -> str:
    """Return line and column of the first key that its object has already."""
    open_objects: list[set[str]] = []
    word: re.Match[str] | None = None
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in "{[":
            open_objects.append(set())
        elif mark in "}]":
            open_objects[-1:] = []
        elif mark == ":" and word and open_objects:
            key = json.loads(word[0])
            if key in open_objects[-1]:
                return _place(text, word.start())
            open_objects[-1].add(key)
        else:
            word = token
    return ""


def deeper(text: str) -> str:
    """Return line and column of the bracket that nests too deeply."""
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += (token[0] in "{[") - (token[0] in "}]")
        if depth > DEEPEST:
            return _place(text, token.start())
    return ""


def number(text: str) -> str:
    """Return line and column of the first NaN, Infinity or number of thousands of digits."""
    found = next((each for each in _STRANGE.finditer(text) if each[1]), None)
    return _place(text, found.start(1)) if found else ""


def _place(text: str, index: int) -> str:
    return f"{text.count(chr(10), 0, index) + 1}:{index - text.rfind(chr(10), 0, index)}"
