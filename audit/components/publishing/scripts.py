"""Find the image builds and pushes of shell text: docker and its wrappers, arrays of words, make and scripts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from audit.components.publishing import build_command
from audit.components.publishing.building import Act
from audit.components.publishing.release_files import bake_command as bake
from audit.dockerfile import indirection, programs
from audit.dockerfile.build_context import Files
from audit.dockerfile.shell import interpreter, script_syntax, unrolling
from audit.dockerfile.shell.interpreter import Running
from audit.dockerfile.shell_text import SCRIPT_ENDINGS, ShellText
from audit.dockerfile.syntax import substitution
from audit.model.evidence import Evidence

_ASSIGNED = re.compile(r"""^["']?([A-Za-z_][\w-]*)=(.*?)["']?$""", re.DOTALL)
_SET_OUTPUT = re.compile(r"^::set-output name=([\w-]+)::")
_BUILDERS = re.compile("|".join((*sorted(programs.IMAGE_BUILDERS), "kaniko")))
# image names are lower-case in the end, so what only lowers them can be looked through
_ECHOED = r"""\$\(\s*echo\s+(?:-n\s+)?"?(\$\{?\w+\}?|[^|"$()]+?)"?\s*"""
_TO_LOWER = r"""\|\s*tr\s+["']?\[?(?:A-Z|:upper:)\]?["']?\s+["']?\[?(?:a-z|:lower:)\]?["']?\s*\)"""
_LOWERED = re.compile(_ECHOED + _TO_LOWER)
_DEFAULTED = re.compile(r"\$\{([A-Za-z_]\w*):?[-=]([^{}]*)\}")
_COMMAS = re.compile(r"\$\{(\w+),,\}")
_CALLS = re.compile(r"\bmake\b|\.(?:sh|bash)\b")


@dataclass(frozen=True, slots=True)
class StepFiles:
    """Find files from the folder in which a step runs, scripts also from the repository's root.

    `barren` collects the calls of scripts that are known to build nothing; `depth` counts the hops from a workflow's
    job to the command that builds.
    """

    files: Files
    barren: set[tuple[str, ...]]
    depth: int = 9

    def locate(self, path: str, command: Running) -> str | None:
        """Return the repository's path of a file that a command reads, or None."""
        found = self.files.first(command.folder, (path,))
        return found or (self.files.first("", (path,)) if path.endswith(SCRIPT_ENDINGS) else None) or None


def start(folder: str, environment: Mapping[str, str], hops: tuple[Evidence, ...]) -> Running:
    """Return the state in which shell text begins; `folder` is a path of the repository, `hops` led there."""
    return Running(0, 1, "", (), f"/{folder}", dict(environment), trail=hops)


def builds(text: str, at: Running, reader: StepFiles, arguments: tuple[str, ...] = ()) -> Iterator[Act]:
    """Yield the image builds and pushes that a shell text runs; `arguments` are those of a script."""
    if len(at.trail) > reader.depth or not may_build(text):
        return
    text = unrolling.unroll(_defaulted(_lowered(text), at.environment), dict(at.environment), arguments)
    for command in chain(_arrays(text, at), interpreter.interpret(text, at)):
        folder = command.folder.lstrip("/")
        act = build_command.of_command(command.words, folder, command.trail) or build_command.push_of_command(
            command.words, command.trail
        )
        if act is not None:
            yield act
            continue
        if "bake" in command.words[1:3]:
            yield from bake.of_command(command.words, folder, command, reader.files)
            continue
        for part in indirection.inside(command, reader) or ():
            if isinstance(part, ShellText):
                yield from _inside(part, reader)


def _inside(part: ShellText, reader: StepFiles) -> Iterator[Act]:
    """Yield the builds of a script or a line of a recipe; a script that builds nothing is read once."""
    if part.arguments is None:
        yield from builds(part.text, part.at, reader)
        return
    call = (part.at.trail[-1].path, *part.arguments)
    if call in reader.barren:
        return
    known = len(reader.files.missing)
    found = tuple(builds(part.text, part.at, reader, part.arguments))
    if not found and len(reader.files.missing) == known:
        reader.barren.add(call)
    yield from found


def may_build(text: str) -> bool:
    """Tell whether a text can lead to an image's build or push: it names a builder, or calls make or a script."""
    spoken = ("build" in text or "push" in text or "executor" in text) and _BUILDERS.search(text) is not None
    return spoken or _CALLS.search(text) is not None


def assigned(text: str, marker: str, environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what `echo "NAME=value" >> $GITHUB_ENV` (or another marker) leaves behind."""
    written = marker == "GITHUB_OUTPUT" and "::set-output" in text
    if marker not in text and not written:
        return
    text = unrolling.unroll(_defaulted(_lowered(text), environment), dict(environment))
    for found in interpreter.interpret(text, start("", environment, ())):
        if found.program in ("echo", "printf"):
            for word in found.words[1:]:
                if match := _ASSIGNED.match(_SET_OUTPUT.sub(r"\1=", word)):
                    yield match[1], match[2]


def _defaulted(text: str, environment: Mapping[str, str]) -> str:
    """Return the text with `${X:-default}` replaced, by `${X}` where something sets X, else by the default."""

    def chosen(match: re.Match[str]) -> str:
        own = re.search(rf"(?:^|[\s;]){match[1]}=(?=\S)(?![^\n]*\$\{{{match[1]}\b)", text[: match.start()])
        return f"${{{match[1]}}}" if own or environment.get(match[1]) else match[2].strip("\"'")

    return _DEFAULTED.sub(chosen, text)


def _lowered(text: str) -> str:
    """Return the text without the conversions of names to lower case."""
    return _COMMAS.sub(r"${\1}", _LOWERED.sub(r"\1", text))


def _arrays(text: str, at: Running) -> Iterator[Running]:
    """Yield each bash array that is filled as a command, for it may be run as `"${array[@]}"`."""
    known: dict[str, str] = dict(at.environment)
    for name, value in (pair for command in script_syntax.read(text).commands for pair in command.assignments):
        if not value.startswith("("):
            known[name] = substitution.substitute(value, known)
            continue
        for command in script_syntax.read(" ".join(value[1:-1].split())).commands:
            if command.words:
                yield replace(at, words=tuple(substitution.substitute(word, known) for word in command.words))
