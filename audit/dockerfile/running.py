"""What RUN runs: the commands of each RUN of a stage, with the variables and the folder in effect at each."""

import posixpath
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audit.dockerfile import arguments, shell
from audit.model.dockerfile import Dockerfile, Instruction, Stage

SHELLS = frozenset({"sh", "bash", "dash", "ash"})


@dataclass(frozen=True, slots=True)
class Running:
    """Hold one command as it runs in a stage: words expanded as far as literals decide, variables in effect."""

    stage: int
    line: int
    text: str
    words: tuple[str, ...]
    folder: str
    environment: Mapping[str, str]
    conditional: bool
    piped_from: bool

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
        if instruction.keyword != "RUN":
            continue
        values = arguments.environment(dockerfile, stage, instruction.line)
        start = folder(dockerfile, stage, instruction.line)
        for running in _of_run(stage, instruction, dict(written) | values, start):
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
        limit = before if each.index == stage.index else sys.maxsize
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


def scripts(instruction: Instruction) -> str:
    """Return the shell text that a RUN in shell form runs, the body of a heredoc that is the script included."""
    bodies = [heredoc.body for heredoc in instruction.heredocs]
    if bodies and instruction.value.lstrip().startswith("<<"):
        first = bodies[0].split("\n", 1)[0]
        # a body with a shebang of another interpreter is no shell
        return "" if first.startswith("#!") and not any(name in first for name in SHELLS) else bodies[0]
    return instruction.value


def _of_run(stage: Stage, instruction: Instruction, values: dict[str, str], start: str) -> Iterator[Running]:
    if instruction.words is not None:
        if not instruction.words:
            return
        words = instruction.words
        inner = given_to_shell(words)
        if inner:
            yield from _of_script(stage, instruction, inner, values, start)
        else:
            yield Running(
                stage.index,
                instruction.line,
                " ".join(words),
                words,
                start,
                values,
                conditional=False,
                piped_from=False,
            )
        return
    yield from _of_script(stage, instruction, scripts(instruction), values, start)


def _of_script(
    stage: Stage,
    instruction: Instruction,
    script: str,
    values: dict[str, str],
    start: str,
) -> Iterator[Running]:
    known, exported, place = dict(values), dict(values), start
    for command in shell.read(script).commands:
        assigned = {name: _expanded(value, known) for name, value in command.assignments}
        if not command.words:
            known |= {name: value for name, value in assigned.items() if value or name not in known}
            exported |= {name: known[name] for name in assigned if command.exports or name in exported}
            continue
        words = tuple(_expanded(word, known) for word in command.words)
        if command.program == "cd" and len(words) > 1:
            place = posixpath.normpath(posixpath.join(place, words[1]))
            continue
        text = " ".join([*(f"{name}={value}" for name, value in assigned.items()), *words])
        yield Running(
            stage.index,
            instruction.line,
            text,
            words,
            place,
            exported | assigned,
            command.conditional,
            command.piped_from,
        )


def _expanded(word: str, known: Mapping[str, str]) -> str:
    """Replace the variables that are known; the others stay as written, for the reader to see."""
    if "$" not in word:
        return word
    return arguments.substitute(word, known)
