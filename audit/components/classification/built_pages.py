"""Find the web front end that an image carries: pages built for browsers."""

import posixpath
from collections.abc import Iterator

from audit.components.classification.observations import Observations
from audit.components.program import binary_origin
from audit.dockerfile import build_context
from audit.model.evidence import Evidence

_BUILT = ("build", "dist", "out", "public", "static", "www", ".next")


def find(observed: Observations) -> Iterator[tuple[str, Evidence]]:
    """Yield `built` for pages that are carried into the image, `embedded` for those that go into what is compiled.

    They are built here, or before the image build beside a package.json.
    """
    lineage = observed.dockerfile.lineage(observed.dockerfile.final)
    origins = {transfer.origin for stage in lineage for transfer in stage.transfers if isinstance(transfer.origin, int)}
    direct = {stage.index for origin in origins for stage in observed.dockerfile.lineage(origin)}
    direct |= {stage.index for stage in lineage}
    for build in observed.leading_builds:
        if build.language == "node" and "build" in build.tool:
            word = "built" if build.stage in direct else "embedded"
            yield word, Evidence(observed.dockerfile.path, build.line, build.text)
    for stage in lineage:
        for transfer in stage.transfers:
            for source in transfer.sources if transfer.origin is None else ():
                if _is_built_before(source, observed):
                    yield "built", Evidence(observed.dockerfile.path, transfer.line, f"COPY {source}")


def _is_built_before(source: str, observed: Observations) -> bool:
    """Tell whether a source is a folder in no commit that a package.json beside it builds."""
    folder, _, name = posixpath.normpath(source).rpartition("/")
    path = observed.dockerfile.path
    return (
        name in _BUILT
        and build_context.locate(posixpath.join(folder, "package.json"), path, observed.files.paths) is not None
        and binary_origin.is_absent(source, path, observed.files)
    )
