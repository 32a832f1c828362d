"""Read the head of a Go source: its build constraint, and what it imports under which name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from audit.components.go_program import go_constraints

_CONSTRAINT = re.compile(r"^//go:build\s+(.+)$", re.MULTILINE)
_OLD_CONSTRAINT = re.compile(r"^//\s*\+build\s+(.+)$", re.MULTILINE)
_PACKAGE = re.compile(r"^package\s+\w+", re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARATION = re.compile(r"^(?:func|type|var|const)\b", re.MULTILINE)
_BLOCK = re.compile(r'^import\s*\((?P<inner>[^)]*)\)|^import[ \t]+(?P<single>[^\n(]*"[^"\n]*")', re.MULTILINE)
_ENTRY = re.compile(r'^[ \t]*(?:(?P<alias>[\w.]+)[ \t]+)?["`](?P<path>[^"`\n]+)["`]', re.MULTILINE)
_VERSION = re.compile(r"v\d+|.*\.v\d+")
_LINE_COMMENT = re.compile(r"^[ \t]*//[^\n]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Import:
    """Hold one import: the package's path, the name under which the file uses it, and the line."""

    path: str
    name: str
    line: int


@dataclass(frozen=True, slots=True)
class GoFile:
    """Hold the constraint under which a file is compiled, empty for none, and its imports."""

    constraint: str
    imports: tuple[Import, ...]


@lru_cache(maxsize=16384)
def read(text: str) -> GoFile:
    """Return the head of a source; comments are left out, `import "C"` is an import of C."""
    start = found.start() if (found := _PACKAGE.search(text)) else 0
    head = text[:start]
    modern = _CONSTRAINT.search(head)
    old = go_constraints.of_old_lines(match[1] for match in _OLD_CONSTRAINT.finditer(head))
    return GoFile(modern[1].strip() if modern else old, tuple(_imports(text, start)))


def _imports(text: str, start: int) -> Iterator[Import]:
    bare = _LINE_COMMENT.sub(_blank, _COMMENT.sub(_blank, text[start:]))
    end = _DECLARATION.search(bare)
    before = text.count("\n", 0, start)
    for block in _BLOCK.finditer(bare, 0, end.start() if end else len(bare)):
        part = "inner" if block["inner"] is not None else "single"
        for entry in _ENTRY.finditer(block[part]):
            line = before + bare.count("\n", 0, block.start(part) + entry.start("path")) + 1
            yield Import(entry["path"], entry["alias"] or _name(entry["path"]), line)


def _blank(comment: re.Match[str]) -> str:
    """Return as many line ends as the comment has, so that lines keep their numbers."""
    return "\n" * comment[0].count("\n")


def _name(path: str) -> str:
    """Return the name that a package most likely has: its last part without version, `go-` and what follows a dot."""
    *parents, last = path.split("/")
    if _VERSION.fullmatch(last) and "." not in last and parents:
        last = parents[-1]
    return last.partition(".")[0].removeprefix("go-")
