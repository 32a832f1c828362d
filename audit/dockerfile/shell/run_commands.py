"""List the commands that the RUN instructions of a stage run, with the variables and the folder at each."""

import posixpath
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from audit.dockerfile import programs
from audit.dockerfile.shell import hidden_commands, interpreter, script_syntax
from audit.dockerfile.shell.interpreter import Running
from audit.dockerfile.shell.simple_command import Command, unwrapped
from audit.dockerfile.syntax import arguments, heredocs
from audit.dockerfile.syntax.arguments import SameDockerfile
from audit.model.dockerfile import Dockerfile, Instruction, Stage

END = sys.maxsize  # a line after every other


def commands(dockerfile: Dockerfile, stage: Stage) -> Iterator[Running]:
    """Yield the commands that the stage's own RUN instructions run, in order; parents' ENV and `go env -w` apply."""
    before = {} if stage.parent is None else _written(SameDockerfile(dockerfile))[stage.parent]
    yield from _of_stage(dockerfile, stage, dict(before))


@lru_cache(maxsize=4)
def _written(key: SameDockerfile) -> tuple[dict[str, str], ...]:
    """Return what `go env -w` has set at the end of each stage."""
    ends: list[dict[str, str]] = []
    for stage in key.dockerfile.stages:
        ends.append(written := {} if stage.parent is None else ends[stage.parent])
        if any(map(_writes, stage.instructions)):
            ends[-1] = dict(written)
            for running in _of_stage(key.dockerfile, stage, ends[-1]):
                ends[-1] |= interpreter.written(running)
    return tuple(ends)


def _writes(instruction: Instruction) -> bool:
    return any("-w" in text and "env" in text for text in (instruction.value, *(h.body for h in instruction.heredocs)))


def _of_stage(dockerfile: Dockerfile, stage: Stage, written: dict[str, str]) -> Iterator[Running]:
    for instruction, state in arguments.walk(dockerfile, stage):
        if instruction is not None and instruction.keyword == "RUN":
            at = Running(
                stage.index, instruction.line, "", (), posixpath.normpath(state.folder), written | state.values
            )
            for running in _of_run(at, instruction):
                written |= interpreter.written(running)
                yield running


def folder(dockerfile: Dockerfile, stage: Stage, before: int) -> str:
    """Return the working folder before the line: WORKDIR of the stage after those of its parents."""
    states = arguments.walk(dockerfile, stage)
    return posixpath.normpath(next(state.folder for found, state in states if found is None or found.line >= before))


def folders(dockerfile: Dockerfile, stage: Stage) -> dict[int, str]:
    """Return line -> working folder of the stage's instructions."""
    return {found.line: state.folder for found, state in arguments.walk(dockerfile, stage) if found is not None}


def _script(instruction: Instruction) -> tuple[str, tuple[str, ...]]:
    """Return the shell text that a RUN in shell form runs, and the heredocs that its commands read.

    A heredoc alone is the script itself; one with a shebang of another interpreter is no shell.
    """
    bodies = tuple(heredoc.body for heredoc in instruction.heredocs)
    if not bodies:
        return instruction.value, ()
    if not heredocs.alone(instruction.value):
        return heredocs.placed(instruction.value), bodies
    return (bodies[0] if programs.interpreter_of(bodies[0]) in ("", *programs.SHELLS) else ""), ()


def is_readable(instruction: Instruction) -> bool:
    """Tell whether the grammar reads all of a RUN in shell form, heredocs that a shell reads included."""
    if instruction.words is not None:
        return True
    read = script_syntax.read(*_script(instruction))
    given = (command.inputs[-1] for command in read.commands if command.inputs and _runs_input(command))
    return read.readable and all(script_syntax.read(body).readable for body in given)


def _runs_input(command: Command) -> bool:
    return bool(command.words) and hidden_commands.reads_script(command.words)


def _of_run(at: Running, instruction: Instruction) -> Iterator[Running]:
    if instruction.words is None:
        text, bodies = _script(instruction)
        yield from interpreter.interpret(text, at, bodies)
    elif instruction.words:
        inside = unwrapped(
            Command(instruction.words, (), instruction.line, conditional=False), hidden_commands.WRAPPERS
        )
        inner = replace(at, environment=dict(at.environment) | dict(inside.assignments))
        if text := hidden_commands.given_to_shell(inside.words):
            yield from interpreter.interpret(text, inner)
        else:
            yield replace(inner, words=inside.words, text=" ".join(instruction.words))
