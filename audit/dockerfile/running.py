"""What RUN runs: the commands of each RUN of a stage, with the variables and the folder in effect at each."""

import posixpath
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from audit.dockerfile import arguments, shell
from audit.model.dockerfile import Dockerfile, Instruction, Stage
from audit.model.evidence import Evidence

END = sys.maxsize  # a line after every other
SHELLS = frozenset({"sh", "bash", "dash", "ash"})


@dataclass(frozen=True, slots=True)
class Running:
    """Hold one command as it runs in a stage: words expanded as far as literals decide, variables in effect.

    `trail` is where it stands when not in the Dockerfile itself: the lines of Makefiles and scripts, outermost first.
    """

    stage: int
    line: int
    text: str
    words: tuple[str, ...]
    folder: str
    environment: Mapping[str, str]
    conditional: bool = False
    piped_from: bool = False
    trail: tuple[Evidence, ...] = ()

    @property
    def program(self) -> str:
        """Return the last part of the program's path."""
        return self.words[0].rpartition("/")[2]


def commands(dockerfile: Dockerfile, stage: Stage) -> Iterator[Running]:
    """Yield the commands that the stage's own RUN instructions run, in order; parents' ENV and `go env -w` apply."""
    written: dict[str, str] = {}
    for parent in reversed(dockerfile.lineage(stage.index)[1:]):
        for running in _of_stage(dockerfile, parent, written):
            written |= _written(running)
    yield from _of_stage(dockerfile, stage, written)


def _of_stage(dockerfile: Dockerfile, stage: Stage, written: dict[str, str]) -> Iterator[Running]:
    for instruction in stage.instructions:
        if instruction.keyword == "RUN":
            values = dict(written) | arguments.environment(dockerfile, stage, instruction.line)
            place = folder(dockerfile, stage, instruction.line)
            for running in _of_run(Running(stage.index, instruction.line, "", (), place, values), instruction):
                written |= _written(running)
                yield running


def _written(running: Running) -> dict[str, str]:
    """Return what `go env -w A=b` leaves behind for later commands."""
    if running.words[:3] != ("go", "env", "-w"):
        return {}
    return {name: value for name, equals, value in (word.partition("=") for word in running.words[3:]) if equals}


def folder(dockerfile: Dockerfile, stage: Stage, before: int) -> str:
    """Return the working folder before the line: WORKDIR of the stage after those of its parents."""
    place = "/"
    for each in reversed(dockerfile.lineage(stage.index)):
        limit = before if each.index == stage.index else END
        for instruction in each.instructions:
            if instruction.keyword == "WORKDIR" and instruction.line < limit:
                values = arguments.environment(dockerfile, each, instruction.line)
                place = posixpath.join(place, arguments.expand(instruction.value, values))
    return posixpath.normpath(place)


def given_to_shell(words: tuple[str, ...]) -> str:
    """Return the script of `sh -c SCRIPT`, or an empty text when the words are something else."""
    name, *rest = words
    is_shell = name.rpartition("/")[2] in SHELLS and bool(rest[1:])
    return rest[1] if is_shell and rest[0].startswith("-") and "c" in rest[0] else ""


def script(instruction: Instruction) -> str:
    """Return the shell text that a RUN in shell form runs; a heredoc that is the whole script is it."""
    bodies = [heredoc.body for heredoc in instruction.heredocs]
    if bodies and instruction.value.lstrip().startswith("<<"):
        first = bodies[0].split("\n", 1)[0]
        # a body with a shebang of another interpreter is no shell
        return "" if first.startswith("#!") and not any(name in first for name in SHELLS) else bodies[0]
    return instruction.value


def _of_run(at: Running, instruction: Instruction) -> Iterator[Running]:
    words = instruction.words
    if words is None:
        yield from interpret(script(instruction), at)
    elif words and given_to_shell(words):
        yield from interpret(given_to_shell(words), at)
    elif words:
        yield replace(at, words=words, text=" ".join(words))


def interpret(text: str, at: Running) -> Iterator[Running]:
    """Yield the commands of a shell text as they run at a place; `cd` and variables carry on from line to line.

    Everything in the place's environment is exported; what the text sets reaches commands when it is exported.
    """
    known, exported, place = dict(at.environment), dict(at.environment), at.folder
    for command in shell.read(text).commands:
        assigned = {name: arguments.substitute(value, known) for name, value in command.assignments}
        if not command.words:
            known |= {name: value for name, value in assigned.items() if value or name not in known}
            exported |= {name: known[name] for name in assigned if command.exports or name in exported}
            continue
        for found in _inside(command, tuple(arguments.substitute(word, known) for word in command.words)):
            if found[0] == "cd":
                place = posixpath.normpath(posixpath.join(place, *found[1:2]))
                continue
            yield replace(
                at,
                text=" ".join([*(f"{name}={value}" for name, value in assigned.items()), *found]),
                words=found,
                folder=place,
                environment=exported | assigned,
                conditional=command.conditional,
                piped_from=command.piped_from,
            )


def _inside(command: shell.Command, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the words, or those of the commands that `sh -c` is given."""
    inner = given_to_shell(words) if command.program in SHELLS else ""
    if not inner:
        yield words
        return
    for each in shell.read(inner).commands:
        if each.words:
            yield each.words
