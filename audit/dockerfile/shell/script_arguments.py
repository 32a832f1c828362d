"""Put the arguments of a script or of a shell function into its text."""

import re
from collections.abc import Iterator

from tree_sitter import Node

_ARGUMENT = re.compile(r"\$\{(\d)(?::?-([^}]*))?\}|\$(\d)|\$\{?[@*]\}?")
_QUOTES = "\"'"


def outside_functions(text: str, root: Node, arguments: tuple[str, ...]) -> Iterator[str]:
    """Yield the text with a script's arguments put in, except in its functions, which have their own."""
    place = 0
    for node in root.named_children:
        if node.type == "function_definition":
            yield put_in(text[place : node.start_byte], arguments)
            yield text[node.start_byte : node.end_byte]
            place = node.end_byte
    yield put_in(text[place:], arguments)


def put_in(text: str, given: tuple[str, ...], *, blank: bool = False) -> str:
    """Return the text with `$1`, `${2:-x}`, `$@` and `$*` replaced; `blank` also what is not given."""

    def argument(match: re.Match[str]) -> str:
        number = match[1] or match[3]
        if number is None:
            return " ".join(given) if given or blank else match[0]
        if 0 < int(number) <= len(given):
            return given[int(number) - 1].strip(_QUOTES)
        return match[2] or "" if blank else match[0]

    return _ARGUMENT.sub(argument, text)
