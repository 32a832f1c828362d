"""List the commands that the RUN instructions of a stage run, with the variables and the folder at each."""

import posixpath
import re
import sys
from collections.abc import Iterator
from dataclasses import replace

from audit.dockerfile import programs
from audit.dockerfile.shell import interpreter, script_syntax
from audit.dockerfile.shell.interpreter import Running
from audit.dockerfile.shell.simple_command import Command, unwrapped
from audit.dockerfile.syntax import arguments, substitution
from audit.model.dockerfile import Dockerfile, Instruction, Stage

END = sys.maxsize  # a line after every other
_HEREDOC = re.compile(r"""<<-?\s*["']?[\w.-]+["']?""")
# `<<EOF`, `<<EOF bash` and `bash -e <<EOF`
_SHELL = rf"""(?:/\S*/)?(?:{"|".join(sorted(programs.SHELLS))})(?:\s+-[\w-]+)*"""
_READS_HEREDOC = re.compile(rf"""(?:{_SHELL}\s*)?{_HEREDOC.pattern}(?:\s*{_SHELL})?""")


def commands(dockerfile: Dockerfile, stage: Stage) -> Iterator[Running]:
    """Yield the commands that the stage's own RUN instructions run, in order; parents' ENV and `go env -w` apply."""
    written: dict[str, str] = {}
    for parent in reversed(dockerfile.lineage(stage.index)[1:]):
        for running in _of_stage(dockerfile, parent, written):
            written |= interpreter.written(running)
    yield from _of_stage(dockerfile, stage, written)


def _of_stage(dockerfile: Dockerfile, stage: Stage, written: dict[str, str]) -> Iterator[Running]:
    for instruction, values, place in _states(dockerfile, stage):
        if instruction is not None and instruction.keyword == "RUN":
            at = Running(stage.index, instruction.line, "", (), posixpath.normpath(place), written | values)
            for running in _of_run(at, instruction):
                written |= interpreter.written(running)
                yield running


def folder(dockerfile: Dockerfile, stage: Stage, before: int) -> str:
    """Return the working folder before the line: WORKDIR of the stage after those of its parents."""
    states = _states(dockerfile, stage)
    return posixpath.normpath(next(place for found, _, place in states if found is None or found.line >= before))


def folders(dockerfile: Dockerfile, stage: Stage) -> dict[int, str]:
    """Return line -> working folder of the stage's instructions."""
    return {found.line: place for found, _, place in _states(dockerfile, stage) if found is not None}


def _states(dockerfile: Dockerfile, stage: Stage) -> Iterator[tuple[Instruction | None, dict[str, str], str]]:
    """Yield each of the stage's instructions with the variables and the folder before it, and None at the end."""
    place = "/"
    for owner, instruction, values in arguments.walk(dockerfile, stage):
        if owner is stage:
            yield instruction, values, place
        if instruction is not None and instruction.keyword == "WORKDIR":
            place = posixpath.join(place, substitution.expand(instruction.value, values))


def script(instruction: Instruction) -> str:
    """Return the shell text that a RUN in shell form runs: the heredoc that a shell reads, else the value."""
    bodies = [heredoc.body for heredoc in instruction.heredocs]
    reader = _READS_HEREDOC.fullmatch(instruction.value.strip())
    if not bodies or not reader:
        return _HEREDOC.sub("", instruction.value) if instruction.value.lstrip().startswith("<<") else instruction.value
    # a body with a shebang of another interpreter is no shell
    return bodies[0] if programs.interpreter_of(bodies[0]) in ("", *programs.SHELLS) else ""


def is_readable(instruction: Instruction) -> bool:
    """Tell whether the grammar reads all of a RUN in shell form."""
    return instruction.words is not None or script_syntax.read(script(instruction)).readable


def _of_run(at: Running, instruction: Instruction) -> Iterator[Running]:
    if instruction.words is None:
        yield from interpreter.interpret(script(instruction), at)
    elif instruction.words:
        inside = unwrapped(Command(instruction.words, (), instruction.line, conditional=False))
        inner = replace(at, environment=dict(at.environment) | dict(inside.assignments))
        if text := interpreter.given_to_shell(inside.words):
            yield from interpreter.interpret(text, inner)
        else:
            yield replace(inner, words=inside.words, text=" ".join(instruction.words))
