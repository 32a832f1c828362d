"""Decide whether the output of a go build is in the image that ships."""

import posixpath
import re
from collections.abc import Iterator
from fnmatch import fnmatch

from audit.compliance.case.case import Case
from audit.components.dependencies import go_command
from audit.model.command import BuildCommand


def ships(case: Case, build: BuildCommand) -> bool:
    """Return whether the output is in the final image, or cannot be told apart from what is."""
    if build.stage in {stage.index for stage in case.dockerfile.lineage(case.dockerfile.final)}:
        return True
    written = _written(build)
    return not written or any(_covers(source, written) for source in _copied_from(case, build.stage))


def _copied_from(case: Case, index: int) -> Iterator[str]:
    """Yield the paths that later stages copy from a stage, directly or through others."""
    for stage in case.dockerfile.leading_to(case.dockerfile.final):
        for transfer in stage.transfers:
            origin = transfer.origin
            if isinstance(origin, int) and any(
                index == leading.index for leading in case.dockerfile.leading_to(origin)
            ):
                yield from transfer.sources


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
