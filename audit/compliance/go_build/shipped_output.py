"""Whether what a go build writes is in the image that ships."""

import posixpath
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from itertools import pairwise

from audit.compliance.case.rule import Case
from audit.components.dependencies import go_package
from audit.model.command import BuildCommand


def ships(case: Case, build: BuildCommand) -> bool:
    """Tell whether the output is in the final image, or cannot be told apart from what is."""
    if build.stage in {stage.index for stage in case.dockerfile.lineage(case.dockerfile.final)}:
        return True
    written = _written(build)
    return not written or any(_covers(source, written) for source in _taken(case, build.stage))


def _taken(case: Case, index: int) -> Iterator[str]:
    """Yield the paths that later stages take from a stage, directly or through others."""
    for stage in case.dockerfile.leading_to(case.dockerfile.final):
        for transfer in stage.transfers:
            if isinstance(transfer.origin, int) and index in {
                one.index for one in case.dockerfile.leading_to(transfer.origin)
            }:
                yield from transfer.sources


def _written(build: BuildCommand) -> str:
    """Return the path that the build writes, or an empty text when the command does not tell."""
    given = [word.partition("=")[2] for word in build.words if word.startswith(("-o=", "--o="))]
    given += [after for word, after in pairwise(build.words) if word in ("-o", "--o")]
    if given:
        return posixpath.normpath(posixpath.join(build.folder, given[-1]))
    package = go_package.package(build).partition("@")[0].rstrip("/")
    if build.tool == "go build" or package.endswith("."):
        return ""
    name = re.sub(r"/v\d+$", "", package).rpartition("/")[2]
    return posixpath.join(build.variable("GOBIN") or "/go/bin", name)


def _covers(source: str, written: str) -> bool:
    """Tell whether a COPY source may bring what was written: it fits by name or glob, or one stands in the other."""
    place, name = posixpath.normpath(posixpath.join("/", source)), posixpath.basename(written)
    if "$" in written or "?" in written + source or source.endswith(("/", "/bin")):
        return True
    return (
        fnmatch(name, posixpath.basename(place))
        or written.startswith(f"{place.rstrip('/')}/")
        or place.startswith(f"{written}/")
    )
