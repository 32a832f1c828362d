"""List the commands that a Dockerfile runs, and those that compile or install the component's code or dependencies.

A stage that only copies, fetches or sets modes builds nothing, and OS packages are never a build.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from audit.dockerfile import build_tools, indirection
from audit.dockerfile.build_context import Files
from audit.dockerfile.indirection import Followed
from audit.dockerfile.run_files import RunFiles
from audit.dockerfile.shell import run_commands
from audit.dockerfile.shell.interpreter import Running
from audit.dockerfile.shell_text import Hidden
from audit.model.command import BuildCommand, Command
from audit.model.dockerfile import Dockerfile

_GO_VARIABLES = ("GO", "CGO_")
UNREADABLE = "?"  # the program of a RUN whose shell no grammar reads


def follow(dockerfile: Dockerfile, files: Files) -> tuple[Followed, ...]:
    """Return every command that RUN runs, calls of make and scripts opened as far as their files can be read.

    Of the variables in effect only Go's own are kept: the others are in the words already, and thousands of them at
    each of thousands of commands would fill the memory.
    """
    return tuple(_lightened(found) for found in _followed(dockerfile, files))


def _lightened(found: Followed) -> Followed:
    if isinstance(found, Hidden):
        return Hidden(_of_go(found.command), found.reason)
    return _of_go(found)


def _of_go(found: Running) -> Running:
    kept = {name: value for name, value in found.environment.items() if name.startswith(_GO_VARIABLES)}
    return replace(found, environment=kept)


def every(followed: Iterable[Followed]) -> Iterator[Command]:
    """Yield all commands that run, hidden ones included."""
    for found in followed:
        run = found.command if isinstance(found, Hidden) else found
        yield Command(run.stage, run.line, run.text, run.words, run.piped_from, run.trail, run.captured)


def builds(followed: Iterable[Followed]) -> Iterator[BuildCommand]:
    """Yield the commands that build."""
    for found in followed:
        match found:
            case Hidden(hidden, reason):
                yield command(hidden, "?", hidden.program, reason)
            case Running() if (meaning := build_tools.read(found.words)) is not None:
                yield command(found, *meaning)


def _followed(dockerfile: Dockerfile, files: Files) -> Iterator[Followed]:
    reader = RunFiles(dockerfile, files)
    for stage in dockerfile.stages:
        for found in run_commands.commands(dockerfile, stage):
            yield from indirection.follow(found, reader)
        for instruction in stage.instructions:
            if instruction.keyword == "RUN" and not run_commands.is_readable(instruction):
                at = Running(stage.index, instruction.line, instruction.value[:120], (UNREADABLE,), "/", {})
                yield Hidden(at, "the shell of this RUN cannot be read")


def command(found: Running, language: str, tool: str, unread: str = "") -> BuildCommand:
    """Return a command as one that builds; `unread` is the reason why its inside could not be read."""
    return BuildCommand(
        stage=found.stage,
        language=language,
        tool=tool,
        line=found.line,
        text=found.text,
        words=found.words,
        folder=found.folder,
        environment=tuple(sorted(found.environment.items())),
        trail=found.trail,
        unread=unread,
    )
