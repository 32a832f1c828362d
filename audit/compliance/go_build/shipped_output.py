"""Decide whether the output of a go build is in the image that ships."""

import posixpath
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import lru_cache

from audit import time_limit
from audit.compliance.case.case import Case
from audit.components.dependencies import go_command
from audit.dockerfile.syntax.arguments import SameDockerfile
from audit.model.command import BuildCommand


def ships(case: Case, build: BuildCommand) -> bool:
    """Return whether the output is in the final image, or cannot be told apart from what is."""
    time_limit.check()
    uses = _uses(SameDockerfile(case.dockerfile))
    if build.stage in uses.lineage:
        return True
    written = _written(build)
    return not written or any(_covers(source, written) for source in uses.copied_from(build.stage))


@dataclass(frozen=True, slots=True)
class _Uses:
    """Hold the final stage's lineage, and what the stages that lead to it take: stage -> (taker, paths)."""

    lineage: frozenset[int]
    takers: dict[int, list[tuple[int, tuple[str, ...]]]]

    def copied_from(self, index: int) -> Iterator[str]:
        """Yield the paths that later stages copy from a stage, directly or through others, the nearest first."""
        seen, waiting = {index}, deque([index])
        while waiting:
            for taker, paths in self.takers.get(waiting.popleft(), ()):
                yield from paths
                if taker not in seen:
                    seen.add(taker)
                    waiting.append(taker)


@lru_cache(maxsize=4)
def _uses(key: SameDockerfile) -> _Uses:
    dockerfile = key.dockerfile
    takers: dict[int, list[tuple[int, tuple[str, ...]]]] = {}
    for stage in dockerfile.leading_to(dockerfile.final):
        if stage.parent is not None:
            takers.setdefault(stage.parent, []).append((stage.index, ()))
        for transfer in stage.transfers:
            if isinstance(transfer.origin, int):
                takers.setdefault(transfer.origin, []).append((stage.index, transfer.sources))
    return _Uses(frozenset(stage.index for stage in dockerfile.lineage(dockerfile.final)), takers)


def _written(build: BuildCommand) -> str:
    """Return the path that the build writes, or an empty text when the command does not name it."""
    if output := go_command.output(build):
        return posixpath.normpath(posixpath.join(build.folder, output))
    package = go_command.package(build).partition("@")[0].rstrip("/")
    if build.tool == "go build" or package.endswith("."):
        return ""
    name = re.sub(r"/v\d+$", "", package).rpartition("/")[2]
    return posixpath.join(build.variable("GOBIN") or "/go/bin", name)


def _covers(source: str, written: str) -> bool:
    """Return whether a COPY source may bring the output: by name, by glob, or as one of its parent folders."""
    place, name = posixpath.normpath(posixpath.join("/", source)), posixpath.basename(written)
    if "$" in written or "?" in written + source or source.endswith(("/", "/bin")):
        return True
    inside = written.startswith(f"{place.rstrip('/')}/") or place.startswith(f"{written}/")
    return inside or fnmatch(name, posixpath.basename(place))
