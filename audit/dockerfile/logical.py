"""Logical lines: continuations followed and heredoc bodies taken out, every line keeping its number.

dockerfile-parse 2.0.1 reads heredoc bodies as instructions, ends an instruction at a blank line inside it and loses
an instruction whose continuation runs into the end of the file. Its input is therefore prepared here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.dockerfile import Heredoc

_DIRECTIVE = re.compile(r"^\s*#\s*([A-Za-z][\w-]*)\s*=\s*(.+?)\s*$")
_COMMENT = re.compile(r"^\s*#")
_HOLDS_HEREDOC = re.compile(r"^\s*(RUN|COPY|ADD)\s", re.IGNORECASE)
# https://docs.docker.com/reference/dockerfile/#here-documents: `<<`, a dash or none, a quoted or bare name
_WORD = re.compile(
    r"""(?:[^\s"'\\<]|\\.|"(?:\\.|[^"\\])*"|'[^']*'|<(?!<))+|<<<|<<-?(?:"[^"\s]+"|'[^'\s]+'|[^\s"'<>;|&()]+)|."""
)
_MARKER = re.compile(r"""<<(-?)(["']?)([^"'\s<]+)\2""")


@dataclass(frozen=True, slots=True)
class Prepared:
    """Hold text that dockerfile-parse reads rightly, and the heredocs by the line of their instruction's start."""

    text: str
    heredocs: tuple[tuple[int, Heredoc], ...]
    escape: str


def escape_character(lines: list[str]) -> str:
    """Return the line continuation that a parser directive at the head names, else the backslash."""
    for line in lines:
        match = _DIRECTIVE.match(line)
        if not match:
            break
        if match[1].lower() == "escape" and match[2] in ("\\", "`"):
            return match[2]
    return "\\"


def markers(logical: str) -> Iterator[tuple[str, bool]]:
    """Yield (name, strips leading tabs) of each heredoc that a logical line opens, in order."""
    if not _HOLDS_HEREDOC.match(logical):
        return
    previous = " "
    for word in _WORD.finditer(logical):
        found = _MARKER.fullmatch(word[0])
        # `3<<EOF` names a file descriptor; `$((1<<2))` and `a<<b` are none
        if found and (previous.isspace() or previous.isdigit() or previous in ";|&("):
            yield found[3], bool(found[1])
        previous = word[0]


def _body(lines: list[str], start: int, name: str, *, strip: bool) -> tuple[str, int]:
    """Return the body from index `start` on, and the index after its terminator (or after the last line)."""
    taken: list[str] = []
    for index in range(start, len(lines)):
        line = lines[index].lstrip("\t") if strip else lines[index]
        if line == name:
            return "".join(f"{text}\n" for text in taken), index + 1
        taken.append(line)
    return "".join(f"{text}\n" for text in taken), len(lines)


def _instruction(lines: list[str], start: int, escape: str) -> tuple[str, int]:
    """Join the logical line that begins at index `start`; blank lines inside it become comments, in place."""
    ends = re.compile(re.escape(escape) + r"[ \t]*$")
    parts: list[str] = []
    index = start
    while index < len(lines):
        line = lines[index]
        index += 1
        if parts and not line.strip():
            lines[index - 1] = "#"
        elif not (parts and _COMMENT.match(line)):
            parts.append(ends.sub("", line))
            if not ends.search(line):
                return " ".join(parts), index
    if parts:
        _close(lines, start, ends)
    return " ".join(parts), index


def _close(lines: list[str], start: int, ends: re.Pattern[str]) -> None:
    """Take the continuation off the last line that has one, for it runs into the end of the file."""
    for index in range(len(lines) - 1, start - 1, -1):
        if ends.search(lines[index]) and not _COMMENT.match(lines[index]):
            lines[index] = ends.sub("", lines[index])
            return


def prepare(text: str) -> Prepared:
    """Return the text with heredoc bodies blanked and continuations made plain; line numbers do not change."""
    lines = text.split("\n")
    escape = escape_character(lines)
    heredocs: list[tuple[int, Heredoc]] = []
    index = 0
    while index < len(lines):
        if not lines[index].strip() or _COMMENT.match(lines[index]):
            index += 1
            continue
        start = index
        logical, index = _instruction(lines, start, escape)
        for name, strip in markers(logical):
            body, after = _body(lines, index, name, strip=strip)
            heredocs.append((start + 1, Heredoc(marker=name, body=body, line=index + 1)))
            lines[index:after] = [""] * (after - index)
            index = after
    return Prepared("\n".join(lines), tuple(heredocs), escape)
