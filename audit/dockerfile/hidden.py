"""Commands that hide others: `make target` and scripts of the repository, followed two levels deep."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from audit.dockerfile import arguments, context, make, makefile, running
from audit.dockerfile.context import Files
from audit.dockerfile.makefile import Makefile
from audit.dockerfile.running import Running
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Evidence

DEPTH = 2
_MAKE = frozenset({"make", "gmake"})
_NAMES = ("GNUmakefile", "makefile", "Makefile")
_SCRIPT = re.compile(r"(?:.*/)?[\w.-]+\.(?:sh|bash)")
_SHEBANG = re.compile(r"#!\s*(?:/usr/bin/env\s+(?:-S\s+)?)?(?:\S*/)?([\w.-]+)")


@dataclass(frozen=True, slots=True)
class Hidden:
    """Hold a command whose inside could not be read, why, and the repository's paths that would help."""

    command: Running
    reason: str
    wants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """Hold where commands are followed: a Dockerfile and the files of its repository."""

    dockerfile: Dockerfile
    files: Files


Followed = Running | Hidden


def follow(found: Running, site: Site) -> Iterator[Followed]:
    """Yield the command, or those inside it when it is a make target or a script of the repository."""
    if found.program in _MAKE:
        yield from _made(found, site)
    elif path := _script(found):
        yield from _scripted(found, path, site)
    else:
        yield found


def _again(inner: Iterator[Running], site: Site) -> Iterator[Followed]:
    for each in inner:
        if len(each.trail) > DEPTH:
            yield Hidden(each, f"stands more than {DEPTH} levels deep")
        else:
            yield from follow(each, site)


def _text(path: str, site: Site) -> str | None:
    return site.files.texts.get(path)


def _resolve(path: str, found: Running, site: Site) -> str | None:
    """Return the repository's path: beside the Makefile or script that names it, or through the stage's copies."""
    stage = site.dockerfile.stages[found.stage]
    return context.resolve(site.dockerfile, stage, posixpath.join(found.folder, path), found.folder, site.files.paths)


# scripts


def _script(found: Running) -> str:
    """Return the script that a command runs, or an empty text."""
    words = found.words
    if found.program in (*running.SHELLS, "source", "."):
        words = tuple(word for word in words[1:] if not word.startswith("-"))
    return words[0] if words and _SCRIPT.fullmatch(words[0]) else ""


def _scripted(found: Running, path: str, site: Site) -> Iterator[Followed]:
    place = _resolve(path, found, site)
    if place is None:
        yield Hidden(found, f"{path} is no file of the build context") if "build" in posixpath.basename(path) else found
        return
    content = _text(place, site)
    if content is None:
        yield Hidden(found, f"{place} was not read", (place,))
        return
    shebang = _SHEBANG.match(content)
    if shebang and shebang[1] not in running.SHELLS:
        return
    at = replace(found, trail=(*found.trail, Evidence(place, 1, f"{path} runs")))
    yield from _again(_placed(content, at, place), site)


def _placed(content: str, at: Running, place: str) -> Iterator[Running]:
    """Yield a script's commands with the line of each as the last evidence of its trail."""
    for each in running.interpret(content, at):
        first = each.words[0]
        line = next(
            (
                number
                for number, text in enumerate(content.split("\n"), 1)
                if first in text and each.words[-1].strip("\"'") in text
            ),
            1,
        )
        yield replace(each, trail=(*at.trail[:-1], Evidence(place, line, each.text)))


# make


def _made(found: Running, site: Site) -> Iterator[Followed]:
    call, files = _call(found)
    place = next((path for name in files if (path := _resolve(posixpath.join(call.folder, name), found, site))), None)
    if place is None:
        yield Hidden(found, "its Makefile is no file of the build context")
        return
    wants, read = _read(place, site)
    if wants:
        yield Hidden(found, f"{', '.join(wants)} was not read", wants)
        return
    for line in make.recipes(read, call):
        if isinstance(line, str):
            yield Hidden(found, f"{place} has no target {line}")
            continue
        said = Evidence(line.path, line.line, " ".join(line.shell.split()))
        at = replace(found, folder=call.folder, environment=line.environment, trail=(*found.trail, said))
        yield from _again(running.interpret(line.shell, at), site)


def _call(found: Running) -> tuple[make.Call, tuple[str, ...]]:
    """Take a make command line apart: the call, and the names its Makefile may have."""
    words, folder = list(found.words[1:]), found.folder
    targets: list[str] = []
    overrides: dict[str, str] = {}
    names: tuple[str, ...] = _NAMES
    while words:
        word = words.pop(0)
        option, value = _option(word, words)
        if option == "C":
            folder = posixpath.normpath(posixpath.join(folder, value))
        elif option == "f":
            names = (value,)
        elif re.match(r"[\w.-]+[:?+]?=", word):
            name, _, given = word.partition("=")
            overrides[name.rstrip(":?+")] = arguments.substitute(given, found.environment)
        elif not word.startswith(("-", "$", ";", "&", "|")):
            targets.append(word)
    return make.Call(tuple(targets), overrides, folder, found.environment), names


def _option(word: str, rest: list[str]) -> tuple[str, str]:
    """Return (`C` or `f`, its value) of an option that names a folder or a file, taking the value from the rest."""
    for letter, long in (("C", "--directory"), ("f", "--file"), ("f", "--makefile")):
        if word in (f"-{letter}", long):
            return letter, rest.pop(0) if rest else ""
        if word.startswith((f"{long}=",)):
            return letter, word.partition("=")[2]
    return "", ""


def _read(place: str, site: Site) -> tuple[tuple[str, ...], list[Makefile]]:
    """Return the Makefile and those it includes, or the paths that are still to be read."""
    content = _text(place, site)
    if content is None:
        return (place,), []
    read = [makefile.read(place, content)]
    wants: list[str] = []
    for name in read[0].includes:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(place), name))
        inner = _text(path, site)
        if inner is not None:
            read.append(makefile.read(path, inner))
        elif path in site.files.paths:
            wants.append(path)
    return tuple(wants), read
