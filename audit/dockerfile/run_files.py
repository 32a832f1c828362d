"""Find the files of the repository that the commands of RUN read."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from audit.dockerfile import build_context
from audit.dockerfile.build_context import Files
from audit.dockerfile.copied_files import Origins
from audit.dockerfile.shell import run_commands
from audit.dockerfile.shell.interpreter import Running
from audit.dockerfile.syntax import mounts
from audit.model.dockerfile import Dockerfile, Stage, Transfer


@dataclass(frozen=True, slots=True)
class RunFiles:
    """Find files through the bind mounts of a RUN and the copies of its stage; commands hide others two levels deep."""

    dockerfile: Dockerfile
    files: Files
    depth: int = 2
    origins: Origins = field(init=False)

    def __post_init__(self) -> None:
        """Prepare the search for files that are copied."""
        object.__setattr__(self, "origins", Origins(self.dockerfile, self.files.paths))

    def locate(self, path: str, command: Running) -> str | None:
        """Return the repository's path of a file that a command reads, or None."""
        stage = self.dockerfile.stages[command.stage]
        for source in self._bound(path, stage, command):
            if found := build_context.locate(source, self.dockerfile.path, self.files.paths):
                return found
        return self.origins.resolve(stage, path, command.folder)

    def _bound(self, path: str, stage: Stage, command: Running) -> Iterator[str]:
        """Yield the paths of the build context that a mount of the RUN itself puts at the path."""
        wanted = posixpath.normpath(posixpath.join(command.folder, path))
        run = next(instruction for instruction in stage.instructions if instruction.line == command.line)
        for mount in mounts.read(run):
            if mount.origin is None and mount.kind == "bind":
                bound = Transfer(run.line, None, (mount.source,), mount.target)
                yield from build_context.sources(bound, wanted, run_commands.folder(self.dockerfile, stage, run.line))
