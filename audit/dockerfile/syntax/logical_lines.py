r"""Split a Dockerfile's text into logical lines: join continuations, take out heredoc bodies, keep line numbers.

dockerfile-parse 2.0.1 reads heredoc bodies as instructions, ends an instruction at a blank line inside it, loses one
whose continuation runs into the end of the file or that has no value, takes `FROM\` for a keyword, and a doubled
backslash at the end of a line for a continuation. Its input is therefore prepared here: each instruction on one line.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audit.dockerfile.syntax import heredocs
from audit.model.dockerfile import Heredoc

# closes each prepared line, so that nothing in the line looks like a continuation; no text holds it (see `decoding`)
END = " \0"
_DIRECTIVE = re.compile(r"#\s*([A-Za-z][A-Za-z0-9]*)\s*=\s*(.+)")
_DIRECTIVES = frozenset({"syntax", "escape", "check"})


@dataclass(frozen=True, slots=True)
class LogicalLine:
    """Hold one instruction: text, first and last line (terminators of heredocs included), heredocs."""

    text: str
    line: int
    end_line: int
    heredocs: tuple[Heredoc, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """Hold text that dockerfile-parse reads correctly, and the instruction that begins on each line."""

    text: str
    logical: Mapping[int, LogicalLine]


def escape_character(lines: list[str]) -> str:
    """Return the line continuation that a parser directive at the head names, else the backslash."""
    for line in lines:
        match = _DIRECTIVE.fullmatch(line.strip())
        if not match or match[1].lower() not in _DIRECTIVES:
            break
        if match[1].lower() == "escape" and match[2] in ("\\", "`"):
            return match[2]
    return "\\"


def prepare(text: str) -> Prepared:
    """Return the text with each instruction on the line where it begins and nothing else on any line."""
    lines = text.removesuffix("\n").split("\n")
    found = {logical.line: logical for logical in _logical(lines)}
    flat = (f"{found[number].text}{END}" if number in found else "" for number in range(1, len(lines) + 1))
    return Prepared("\n".join(flat), found)


def _logical(lines: list[str]) -> Iterator[LogicalLine]:
    escape = escape_character(lines)
    index = 0
    while index < len(lines):
        if _is_skipped(lines[index]):
            index += 1
            continue
        start = index
        joined, index = _joined(lines, start, escape)
        bodies: list[Heredoc] = []
        for name, strip in heredocs.markers(joined):
            body, after = _body(lines, index, name, strip=strip)
            bodies.append(Heredoc(marker=name, body=body, line=index + 1))
            index = after
        if joined.strip():
            yield LogicalLine(joined, start + 1, index, tuple(bodies))


def _is_skipped(line: str) -> bool:
    """Tell whether the line is blank or a comment; such a line is skipped inside an instruction too."""
    bare = line.lstrip()
    return not bare or bare.startswith("#")


def _joined(lines: list[str], start: int, escape: str) -> tuple[str, int]:
    """Join the logical line that begins at index `start`; return it and the index after its last line."""
    parts: list[str] = []
    for index in range(start, len(lines)):
        if parts and _is_skipped(lines[index]):
            continue
        bare = lines[index].rstrip(" \t")
        # a doubled escape character is that character, no continuation
        if not bare.endswith(escape) or bare.endswith(2 * escape):
            return "".join([*parts, lines[index]]), index + 1
        parts.append(bare[:-1])
    return "".join(parts), len(lines)


def _body(lines: list[str], start: int, name: str, *, strip: bool) -> tuple[str, int]:
    """Return the body from index `start` on, and the index after its terminator (or after the last line)."""
    taken: list[str] = []
    for index in range(start, len(lines)):
        line = lines[index].lstrip("\t") if strip else lines[index]
        if line == name:
            return "".join(f"{text}\n" for text in taken), index + 1
        taken.append(line)
    return "".join(f"{text}\n" for text in taken), len(lines)
