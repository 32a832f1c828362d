"""The meaning of a build: which commands of a stage compile or install the component's code or its dependencies.

A stage that only copies, fetches or sets modes builds nothing, and OS packages are never a build.
"""

from collections.abc import Iterator

from audit.dockerfile import hidden, running, tools
from audit.dockerfile.context import Files
from audit.dockerfile.hidden import Followed, Hidden, Site
from audit.dockerfile.running import Running
from audit.model.dockerfile import BuildCommand, Dockerfile


def commands(dockerfile: Dockerfile, files: Files) -> tuple[BuildCommand, ...]:
    """Return the build commands of every stage, in order, those inside make targets and scripts included."""
    return tuple(_meant(dockerfile, files))


def wanted(dockerfile: Dockerfile, files: Files) -> Iterator[str]:
    """Yield the paths of Makefiles and scripts that were not read yet and hide what RUN runs."""
    for found in _followed(dockerfile, files):
        if isinstance(found, Hidden):
            yield from found.wants


def _followed(dockerfile: Dockerfile, files: Files) -> Iterator[Followed]:
    site = Site(dockerfile, files)
    for stage in dockerfile.stages:
        for found in running.commands(dockerfile, stage):
            yield from hidden.follow(found, site)


def _meant(dockerfile: Dockerfile, files: Files) -> Iterator[BuildCommand]:
    for found in _followed(dockerfile, files):
        match found:
            case Hidden(command, reason):
                yield _command(command, "?", command.program, reason)
            case Running() if (meaning := tools.read(found.words)) is not None:
                yield _command(found, *meaning)


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
