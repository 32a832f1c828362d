"""Find what the program of an image needs at run time, from the sources that it is made of."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.components.dependencies import go_command
from audit.components.go_program import cgo, go_behaviour, go_closure, go_tools
from audit.components.go_program.go_closure import GoClosure
from audit.components.program import entrypoint
from audit.components.runtime_needs import script_behaviour, script_closure, script_tools
from audit.components.runtime_needs.script_closure import ScriptClosure
from audit.dockerfile import build_context, programs
from audit.dockerfile.build_context import Files
from audit.dockerfile.shell import script_syntax
from audit.model.command import BuildCommand
from audit.model.component import Program
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Evidence
from audit.model.runtime_needs import CgoNeed, Closure, RuntimeNeeds, Tool
from audit.policy.needs import Needs

_NO_GO = CgoNeed("none", "nothing is compiled with Go")
_SCRIPT_AT = 3  # words of `sh -c SCRIPT`
_COPYING = frozenset({"cp", "mv", "install", "ln"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Hold a Dockerfile with what was found of its program: builds, Go main folders, language."""

    dockerfile: Dockerfile
    program: Program
    builds: tuple[BuildCommand, ...]
    go_folders: tuple[str, ...]
    language: str


Sources = GoClosure | ScriptClosure


def find(subject: Subject, tables: Needs, files: Files) -> RuntimeNeeds:
    """Follow the program's own sources, and return what they need."""
    return conclude(subject, walk(subject, files), tables, files)


def walk(subject: Subject, files: Files) -> Sources:
    """Follow the program's own sources; those not at hand are recorded as missing in `files`."""
    if subject.language in script_tools.LANGUAGES:
        return script_closure.walk(subject.dockerfile, subject.program, subject.language, files)
    if subject.language == "go":
        return go_closure.walk(subject.go_folders, _tags(subject), files)
    return ScriptClosure((), Closure(0, f"sources of {subject.language} are not followed"))


def conclude(subject: Subject, sources: Sources, tables: Needs, files: Files) -> RuntimeNeeds:
    """Return what a program needs that is made of these sources."""
    cgo_need, tools, closure = _of_program(subject, sources, tables, files)
    return RuntimeNeeds(
        cgo=cgo_need,
        tools=tools,
        closure=closure,
        script_tools=tuple(_of_script(subject, tables, files)),
        own_program=_is_own(subject),
        behaviour=tuple(_behaviour(subject, sources)),
    )


def _behaviour(subject: Subject, sources: Sources) -> Iterator[Evidence]:
    if isinstance(sources, GoClosure):
        yield from go_behaviour.find(sources)
    elif subject.language == "python":
        yield from script_behaviour.find(sources)


def _of_program(
    subject: Subject, sources: Sources, tables: Needs, files: Files
) -> tuple[CgoNeed, tuple[Tool, ...], Closure]:
    if isinstance(sources, GoClosure):
        tools = tuple(go_tools.find(sources, tables.go_calls))
        return cgo.find(sources, tables.cgo, files), tools, sources.read
    if subject.language not in script_tools.LANGUAGES:
        return _NO_GO, (), sources.read
    calls = tables.python_calls if subject.language == "python" else tables.node_calls
    return _NO_GO, tuple(script_tools.find(sources, subject.language, calls)), sources.read


def _tags(subject: Subject) -> frozenset[str]:
    return frozenset(tag for build in subject.builds if build.language == "go" for tag in go_command.tags(build))


def _of_script(subject: Subject, tables: Needs, files: Files) -> Iterator[Tool]:
    """Yield the tools of others that the start script or the shell text calls, or copies to where others find them."""
    path, line, text = _shell_text(subject, files)
    shown: set[str] = set()
    for command in script_syntax.read(text).commands if text else ():
        named = command.words[:1] if command.program not in _COPYING else command.words
        for word in named:
            name = word.rpartition("/")[2]
            if name in tables.wrapped and name not in shown:
                shown.add(name)
                yield Tool(name, Evidence(path, line + command.line - 1, " ".join(command.words)[:160]))


def _shell_text(subject: Subject, files: Files) -> tuple[str, int, str]:
    """Return path, first line and text of the start script, else of the shell text that ENTRYPOINT or CMD runs."""
    if subject.program.script:
        return subject.program.script, 1, files.text(subject.program.script) or ""
    entry, command = entrypoint.declared(subject.dockerfile)
    first = entrypoint.words(entry, {})
    words = first + (() if entry is not None and entry.words is None else entrypoint.words(command, {}))
    holder = entry if len(first) >= _SCRIPT_AT or command is None else command
    if holder is not None and words[1:2] == ("-c",) and words[0].rpartition("/")[2] in programs.SHELLS:
        return subject.dockerfile.path, holder.line, "".join(words[2:_SCRIPT_AT])
    return "", 1, ""


def _is_own(subject: Subject) -> bool:
    """Tell whether the innermost program is copied from the context or a stage; a shell script is not counted."""
    words = subject.program.words
    if not words or subject.language == "shell":
        return False
    folder = entrypoint.folder(subject.dockerfile)
    final = subject.dockerfile.final_stage
    found = (item for word in words[:3] for item in build_context.carried(subject.dockerfile, final, word, folder))
    return any(item.origin is None or isinstance(item.origin, int) for item in found if not item.path.endswith(".sh"))
