"""Find the files of the repository behind the paths of stages, each looked up once."""

import posixpath
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from audit.dockerfile import build_context
from audit.dockerfile.build_context import Carried
from audit.model.dockerfile import Dockerfile, Stage


@dataclass(frozen=True, slots=True)
class Origins:
    """Find the repository's path of files that the stages of a Dockerfile read; what was found is remembered."""

    dockerfile: Dockerfile
    paths: Collection[str]
    found: dict[tuple[int, str], str | None] = field(default_factory=dict)

    def resolve(self, stage: Stage, path: str, folder: str) -> str | None:
        """Return the path of a file, through the stages it was copied from and those they are based on, or None."""
        wanted = posixpath.normpath(posixpath.join(folder, path))
        index: int | None = stage.index
        pending: list[int] = []
        while index is not None and (index, wanted) not in self.found:
            pending.append(index)
            index = self.dockerfile.stages[index].parent
        below = None if index is None else self.found[index, wanted]
        for index in reversed(pending):
            own = self._copied(build_context.own(self.dockerfile, self.dockerfile.stages[index], wanted))
            below = self.found[index, wanted] = below if own is None else own
        return below

    def _copied(self, origins: Iterator[Carried]) -> str | None:
        """Return the first path that an origin leads to; a path of a stage is looked up once."""
        seen, waiting = set[tuple[int, str]](), [origins]
        while waiting:
            origin = next(waiting[-1], None)
            if origin is None:
                waiting.pop()
            elif isinstance(origin.origin, int) and (origin.origin, origin.path) not in seen:
                seen.add((origin.origin, origin.path))
                waiting.append(
                    build_context.carried(self.dockerfile, self.dockerfile.stages[origin.origin], origin.path, "/")
                )
            elif (
                origin.origin is None
                and (inner := build_context.locate(origin.path, self.dockerfile.path, self.paths)) is not None
            ):
                return inner
        return None


def resolve(dockerfile: Dockerfile, stage: Stage, path: str, folder: str, paths: Collection[str]) -> str | None:
    """Return the repository's path of one file that a stage reads, through the stages it was copied from, or None."""
    return Origins(dockerfile, paths).resolve(stage, path, folder)
