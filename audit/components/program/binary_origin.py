"""Find the binaries that an image takes from the build context and that were built before the image."""

import posixpath
import re
from collections.abc import Collection, Iterator

from audit.components.program import entrypoint
from audit.dockerfile import build_context
from audit.dockerfile.build_context import Files
from audit.model.component import Program
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Evidence

# that a source with a glob, a variable or an extension is missing proves nothing
_TEXTUAL = re.compile(r"[*?$\[\]:<]|\.[A-Za-z]{1,6}$|^\.?/?$")


def built_outside(dockerfile: Dockerfile, runs: Program, files: Files) -> Iterator[Evidence]:
    """Yield what looks like a binary built before the image build: a plain name, copied, that is in no commit."""
    if runs.words and "/" in runs.words[0]:  # a bare name is looked up on PATH
        for found in build_context.carried(
            dockerfile, dockerfile.final_stage, runs.words[0], entrypoint.folder(dockerfile)
        ):
            # what is run is a file, even where a folder of the repository has its name
            if found.origin is None and _is_unknown(found.path, dockerfile.path, files.paths):
                yield Evidence(dockerfile.path, found.line, f"COPY {found.path}")
    for stage in dockerfile.lineage(dockerfile.final):
        for transfer in stage.transfers:
            for source in transfer.sources:
                if transfer.origin is None and is_absent(source, dockerfile.path, files):
                    yield Evidence(dockerfile.path, transfer.line, f"COPY {source}")


def _is_unknown(source: str, dockerfile: str, paths: Collection[str]) -> bool:
    return not _TEXTUAL.search(source) and build_context.locate(source, dockerfile, paths) is None


def is_absent(source: str, dockerfile: str, files: Files) -> bool:
    """Tell whether a plain COPY source is neither a file nor a folder of the repository."""
    if not _is_unknown(source, dockerfile, files.paths):
        return False
    inner = source.strip("./")
    return not any(posixpath.join(folder, inner) in files.folders for folder in build_context.ancestors(dockerfile))
