"""Find the programs that a Go program starts: calls of os/exec, and packages that are known to start one."""

import re
from collections.abc import Iterator

from audit.components.go_program.go_closure import GoClosure, Source
from audit.components.go_program.go_source import Import
from audit.model.evidence import Evidence
from audit.model.runtime_needs import Tool
from audit.policy.needs import CallingPackage

_STARTERS = frozenset({"os/exec", "golang.org/x/sys/execabs", "k8s.io/utils/exec"})
_SYSTEM_CALLS = frozenset({"syscall", "golang.org/x/sys/unix"})
_TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`([^`]*)`')
_MOST = 400  # characters of one call's arguments
UNDECIDED = "?"


def find(closure: GoClosure, known: tuple[CallingPackage, ...]) -> Iterator[Tool]:
    """Yield each program once, with its first call; those that only test doubles start are left out."""
    shown: set[tuple[str, str]] = set()
    names = (*_STARTERS, *_SYSTEM_CALLS, *(package.package for package in known))
    for source in closure.sources:
        telling = not source.double and any(item.path.startswith(names) for item in source.file.imports)
        for tool in _of_source(source, known) if telling else ():
            if (tool.name, tool.module) not in shown:
                shown.add((tool.name, tool.module))
                yield tool


def _of_source(source: Source, known: tuple[CallingPackage, ...]) -> Iterator[Tool]:
    for item in source.file.imports:
        if item.path in _STARTERS:
            yield from _calls(source, item, r"(?:Command|CommandContext|LookPath)")
        elif item.path in _SYSTEM_CALLS:
            yield from _calls(source, item, r"(?:Exec|ForkExec)")
        for package in known:
            if item.path == package.package or item.path.startswith(f"{package.package}/"):
                yield from _of_package(source, item, package)


def _calls(source: Source, item: Import, names: str) -> Iterator[Tool]:
    receiver = r"\w+(?:\(\))?" if item.path == "k8s.io/utils/exec" else re.escape(item.name)
    for match in re.finditer(rf"(?<![\w.]){receiver}\.({names})\(", source.text):
        line_start = source.text.rfind("\n", 0, match.start()) + 1
        if source.text[line_start : match.start()].lstrip().startswith("//"):
            continue
        arguments = source.text[match.end() : match.end() + _MOST]
        if "Context" in match[1]:
            arguments = arguments[len(_first(arguments)) + 1 :]
        line = source.text.count("\n", 0, match.start()) + 1
        said = source.text[line_start:].partition("\n")[0].strip()[:160]
        yield Tool(_program(arguments, source.text), Evidence(source.path, line, said))


def _program(arguments: str, text: str) -> str:
    """Return the program's name of the first argument: a text, a constant of the file, the end of a joined path."""
    first = _first(arguments)
    if not _TEXT.search(first) and re.fullmatch(r"\s*\w+\s*", first):
        first = _assigned(first.strip(), text)
    texts = [match[1] or match[2] or "" for match in _TEXT.finditer(first)]
    return texts[-1].strip("/").rpartition("/")[2] or UNDECIDED if texts else UNDECIDED


def _first(arguments: str) -> str:
    """Return the first argument: up to the comma or bracket that ends it."""
    depth = 0
    for index, character in enumerate(arguments):
        if depth == 0 and character in ",)":
            return arguments[:index]
        depth += (character in "([{") - (character in ")]}")
    return arguments


def _assigned(name: str, text: str) -> str:
    """Return what the file assigns to a name; nothing where it does so more than once or by a call of its own."""
    found = re.findall(rf"(?<![\w.]){re.escape(name)}(?:\s+string)?\s*:?=\s*([^\n]+)", text)
    is_plain = len(found) == 1 and re.match(r'\s*(?:["`]|(?:filepath|path)\.Join\()', found[0])
    return _first(found[0]) if is_plain else ""


def _of_package(source: Source, item: Import, package: CallingPackage) -> Iterator[Tool]:
    if not package.calls:
        line, said = item.line, f"imports {item.path}"
    else:
        called = re.search(rf"\.(?:{'|'.join(package.calls)})\(", source.text)
        if called is None:
            return
        line = source.text.count("\n", 0, called.start()) + 1
        said = source.text.split("\n")[line - 1].strip()[:160]
    for name in package.tools:
        yield Tool(name, Evidence(source.path, line, said), package.package)
