"""Builds and pushes in shell text: docker and its wrappers, arrays of words, make targets, scripts two levels deep."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from audit.components.publishing import building
from audit.components.publishing.building import Act
from audit.dockerfile import programs
from audit.dockerfile.build_context import Files
from audit.dockerfile.makefile import command_line, makefile_syntax, recipes
from audit.dockerfile.shell import interpreter, script_syntax
from audit.dockerfile.shell.interpreter import Running
from audit.dockerfile.syntax import substitution
from audit.model.evidence import Evidence

_ASSIGNED = re.compile(r"""^["']?([A-Za-z_][\w-]*)=(.*?)["']?$""", re.DOTALL)
_SCRIPT = re.compile(r"[\w./-]+\.(?:sh|bash)")
_DEPTH = 9  # hops from a workflow's job to the command that builds
_BUILDERS = re.compile("|".join(sorted(programs.IMAGE_BUILDERS)))
# image names are lower-case in the end, so what only lowers them can be looked through
_ECHOED = r"""\$\(\s*echo\s+(?:-n\s+)?"?(\$\{?\w+\}?|[^|"$()]+?)"?\s*"""
_TO_LOWER = r"""\|\s*tr\s+["']?\[?(?:A-Z|:upper:)\]?["']?\s+["']?\[?(?:a-z|:lower:)\]?["']?\s*\)"""
_LOWERED = re.compile(_ECHOED + _TO_LOWER)
_COMMAS = re.compile(r"\$\{(\w+),,\}")
_CALLS = re.compile(r"\bmake\b|\.(?:sh|bash)\b")


@dataclass(frozen=True, slots=True)
class Site:
    """Hold where shell text runs: the files, the folder in the repository, variables, and the hops that led there.

    `barren` collects the calls of scripts that are known to build nothing.
    """

    files: Files
    folder: str
    environment: Mapping[str, str]
    hops: tuple[Evidence, ...]
    barren: set[tuple[str, ...]]


def builds(text: str, site: Site) -> Iterator[Act]:
    """Yield the image builds and pushes that a shell text runs."""
    if len(site.hops) > _DEPTH or not tells(text):
        return
    text = _COMMAS.sub(r"${\1}", _LOWERED.sub(r"\1", text))
    at = Running(0, 1, "", (), f"/{site.folder}", dict(site.environment))
    for words in _arrays(text, site):
        yield from _of_words(words, site.folder, site)
    for found in interpreter.interpret(text, at):
        inner = replace(site, folder=found.folder.lstrip("/"), environment=found.environment)
        yield from _of_words(found.words, inner.folder, inner)


def tells(text: str) -> bool:
    """Tell whether a text can lead to an image's build or push: it says so itself, or calls what may."""
    spoken = ("build" in text or "push" in text) and _BUILDERS.search(text) is not None
    return spoken or _CALLS.search(text) is not None


def assigned(text: str, marker: str, environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what `echo "NAME=value" >> $GITHUB_ENV` (or another marker) leaves behind."""
    if marker not in text:
        return
    text = _COMMAS.sub(r"${\1}", _LOWERED.sub(r"\1", text))
    at = Running(0, 1, "", (), "/", dict(environment))
    for found in interpreter.interpret(text, at):
        if found.program in ("echo", "printf"):
            for word in found.words[1:]:
                if match := _ASSIGNED.match(word):
                    yield match[1], match[2]


def _arrays(text: str, site: Site) -> Iterator[tuple[str, ...]]:
    """Yield the words of each bash array that is filled, for it may be run as `"${array[@]}"`."""
    known: dict[str, str] = dict(site.environment)
    for command in script_syntax.read(text).commands:
        for name, value in command.assignments:
            if value.startswith("("):
                inner = " ".join(value[1:-1].split())
                yield from (
                    tuple(substitution.substitute(word, known) for word in each.words)
                    for each in script_syntax.read(inner).commands
                    if each.words
                )
            else:
                known[name] = substitution.substitute(value, known)


def _of_words(words: tuple[str, ...], folder: str, site: Site) -> Iterator[Act]:
    act = building.of_command(words, folder, site.hops) or building.push_of_command(words, site.hops)
    if act is not None:
        yield act
    elif words[0].rpartition("/")[2] in programs.MAKE:
        yield from _made(words, folder, site)
    elif script := _script(words):
        yield from _scripted(script, folder, site)


def _script(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the script and its arguments that a command runs, or nothing."""
    if words[0].rpartition("/")[2] in (*programs.SHELLS, "source", "."):
        words = tuple(word for word in words[1:] if not word.startswith("-"))
    return words if words and _SCRIPT.fullmatch(words[0]) else ()


def _scripted(words: tuple[str, ...], folder: str, site: Site) -> Iterator[Act]:
    path = site.files.first(folder, (words[0],)) or site.files.first("", (words[0],))
    text = site.files.text(path) or "" if path and (path, *words[1:]) not in site.barren else ""
    if text:
        given = {str(index): value for index, value in enumerate(words[1:], 1)}
        for number, value in given.items():
            text = re.sub(rf"\$\{{{number}(?::-[^}}]*)?\}}|\${number}(?!\d)", lambda _, value=value: value, text)  # type: ignore[misc]
        hops = (*site.hops, Evidence(path, 1, " ".join(words)))
        known = len(site.files.missing)
        found = tuple(builds(text, replace(site, hops=hops)))
        if not found and len(site.files.missing) == known:
            site.barren.add((path, *words[1:]))
        yield from found


def _made(words: tuple[str, ...], folder: str, site: Site) -> Iterator[Act]:
    asked = command_line.read(Running(0, 1, "", words, folder, site.environment))
    if asked is None:
        return
    call, names = asked
    path = site.files.first(call.folder, names)
    text = site.files.text(path) or "" if path else ""
    if not text:
        return
    read = [makefile_syntax.read(path, text)]
    for name in read[0].includes:
        included = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
        if content := site.files.text(included):
            read.append(makefile_syntax.read(included, content))
    for line in recipes.recipes(read, call):
        if not isinstance(line, str):
            said = Evidence(line.path, line.line, " ".join(line.shell.split()))
            inner = replace(site, folder=call.folder, environment=line.environment, hops=(*site.hops, said))
            yield from builds(line.shell, inner)
