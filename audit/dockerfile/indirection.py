"""Commands that hide others: `make target` and scripts of the repository, followed two levels deep."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from audit.dockerfile import build_context, programs
from audit.dockerfile.build_context import Files
from audit.dockerfile.makefile import command_line, makefile_syntax, recipes
from audit.dockerfile.makefile.statements import Makefile
from audit.dockerfile.shell import interpreter, run_commands
from audit.dockerfile.shell.interpreter import Running
from audit.model.dockerfile import Dockerfile, Stage, Transfer
from audit.model.evidence import Evidence

DEPTH = 2
_TOO_DEEP = f"stands more than {DEPTH} levels deep"
_SCRIPT = re.compile(r"(?:.*/)?[\w.-]+\.(?:sh|bash)")


@dataclass(frozen=True, slots=True)
class Hidden:
    """Hold a command whose inside could not be read, and why."""

    command: Running
    reason: str


@dataclass(frozen=True, slots=True)
class Site:
    """Hold where commands are followed: a Dockerfile and the files of its repository."""

    dockerfile: Dockerfile
    files: Files


Followed = Running | Hidden


def follow(found: Running, site: Site) -> Iterator[Followed]:
    """Yield the command, or those inside it when it is a make target or a script of the repository."""
    if found.program in programs.MAKE:
        yield from _made(found, site)
    elif path := _script(found):
        yield from _scripted(found, path, site)
    else:
        yield found


def _deeper(inner: Iterator[Running], site: Site) -> Iterator[Followed]:
    for each in inner:
        yield from follow(each, site)


def _resolve(path: str, found: Running, site: Site) -> str | None:
    """Return the repository's path of a file that a command reads: from a bind mount, or through the stage's copies."""
    stage = site.dockerfile.stages[found.stage]
    wanted = posixpath.normpath(posixpath.join(found.folder, path))
    for mount in _mounts(stage, found.line):
        for source in build_context.sources(mount, wanted, run_commands.folder(site.dockerfile, stage, found.line)):
            if place := build_context.locate(source, site.dockerfile.path, site.files.paths):
                return place
    return build_context.resolve(site.dockerfile, stage, path, found.folder, site.files.paths)


def _mounts(stage: Stage, line: int) -> Iterator[Transfer]:
    """Yield what the RUN of that line binds from the build context."""
    for instruction in stage.instructions:
        for name, text in instruction.flags if instruction.line == line else ():
            options = dict(option.partition("=")[::2] for option in text.split(","))
            if name == "mount" and "from" not in options and options.get("type", "bind") == "bind":
                source = options.get("source", options.get("src", "."))
                target = options.get("target", options.get("dst", options.get("destination", "")))
                yield Transfer(line, None, (source,), target)


# scripts


def _script(found: Running) -> str:
    """Return the script that a command runs, or an empty text."""
    words = found.words
    if found.program in (*programs.SHELLS, "source", "."):
        words = tuple(word for word in words[1:] if not word.startswith("-"))
    return words[0] if words and _SCRIPT.fullmatch(words[0]) else ""


def _scripted(found: Running, path: str, site: Site) -> Iterator[Followed]:
    place = _resolve(path, found, site)
    if place is None:
        yield Hidden(found, f"{path} is no file of the build context") if "build" in posixpath.basename(path) else found
    elif len(found.trail) >= DEPTH:
        yield Hidden(found, _TOO_DEEP)
    elif (content := site.files.text(place)) is None:
        yield Hidden(found, f"{place} was not read")
    elif programs.interpreter_of(content) in ("", *programs.SHELLS):
        yield from _deeper(_placed(content, found, place), site)


def _placed(content: str, found: Running, place: str) -> Iterator[Running]:
    """Yield a script's commands with the line of each as the last evidence of its trail."""
    for line, each in interpreter.numbered(content, found):
        yield replace(each, trail=(*found.trail, Evidence(place, line, each.text)))


# make


def _made(found: Running, site: Site) -> Iterator[Followed]:
    asked = command_line.read(found)
    if asked is None:
        yield found
        return
    call, names = asked
    inside = replace(found, folder=call.folder)
    place = next((path for name in names if (path := _resolve(name, inside, site))), None)
    if reason := _veiled(found, call, place):
        yield Hidden(found, reason)
        return
    wants, read = _read(place or "", site)
    if wants:
        yield Hidden(found, f"{', '.join(wants)} was not read")
        return
    for line in recipes.recipes(read, call):
        if isinstance(line, str):
            yield Hidden(found, f"{place} has no target {line}")
            continue
        said = Evidence(line.path, line.line, " ".join(line.shell.split()))
        at = replace(inside, environment=line.environment, trail=(*found.trail, said))
        yield from _deeper(interpreter.interpret(line.shell, at), site)


def _veiled(found: Running, call: recipes.Call, place: str | None) -> str:
    """Return why nobody can tell what a call of make runs, or an empty text."""
    if place is None:
        return "its Makefile is no file of the build context"
    if len(found.trail) >= DEPTH:
        return _TOO_DEEP
    undecided = next((target for target in call.targets if "$" in target), "")
    return f"nothing decides the target {undecided}" if undecided else ""


def _read(place: str, site: Site) -> tuple[tuple[str, ...], list[Makefile]]:
    """Return the Makefile and those it includes, or the paths that are still to be read."""
    content = site.files.text(place)
    if content is None:
        return (place,), []
    read = [makefile_syntax.read(place, content)]
    wants: list[str] = []
    for name in read[0].includes:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(place), name))
        inner = site.files.text(path)
        if inner is not None:
            read.append(makefile_syntax.read(path, inner))
        elif path in site.files.paths:
            wants.append(path)
    return tuple(wants), read
