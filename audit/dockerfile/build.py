"""The meaning of a build: which commands of a stage compile or install the component's code or its dependencies.

A stage that only copies, fetches or sets modes builds nothing, and OS packages are never a build.
"""

from collections.abc import Iterable, Iterator

from audit.dockerfile import build_tools, indirection
from audit.dockerfile.build_context import Files
from audit.dockerfile.indirection import Followed, Hidden, Site
from audit.dockerfile.shell import run_commands
from audit.dockerfile.shell.interpreter import Running
from audit.model.command import BuildCommand, Command
from audit.model.dockerfile import Dockerfile

UNREADABLE = "?"  # the program of a RUN whose shell no grammar reads


def follow(dockerfile: Dockerfile, files: Files) -> tuple[Followed, ...]:
    """Return every command that RUN runs, make targets and scripts opened up, with what could not be."""
    return tuple(_followed(dockerfile, files))


def every(followed: Iterable[Followed]) -> Iterator[Command]:
    """Yield all commands that run, those that hide others included."""
    for found in followed:
        each = found.command if isinstance(found, Hidden) else found
        yield Command(each.stage, each.line, each.text, each.words, each.piped_from, each.trail)


def builds(followed: Iterable[Followed]) -> Iterator[BuildCommand]:
    """Yield the commands that build."""
    for found in followed:
        match found:
            case Hidden(command, reason):
                yield _command(command, "?", command.program, reason)
            case Running() if (meaning := build_tools.read(found.words)) is not None:
                yield _command(found, *meaning)


def _followed(dockerfile: Dockerfile, files: Files) -> Iterator[Followed]:
    site = Site(dockerfile, files)
    for stage in dockerfile.stages:
        for found in run_commands.commands(dockerfile, stage):
            yield from indirection.follow(found, site)
        for instruction in stage.instructions:
            if instruction.keyword == "RUN" and not run_commands.is_readable(instruction):
                at = Running(stage.index, instruction.line, instruction.value[:120], (UNREADABLE,), "/", {})
                yield Hidden(at, "the shell of this RUN cannot be read")


def _command(found: Running, language: str, tool: str, unread: str = "") -> BuildCommand:
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
