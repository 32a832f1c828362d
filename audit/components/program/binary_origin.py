"""What comes from the build context: files of the repository, or binaries that were built before the image build."""

import posixpath
import re
from collections.abc import Collection, Iterator

from audit.components.classification.observations import Observations
from audit.components.program import entrypoint
from audit.dockerfile import build_context
from audit.dockerfile.build_context import Files
from audit.model.component import Program
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Answer, Confidence, Evidence
from audit.policy.signals import Languages

# a source with a glob, a variable or an extension tells nothing by not being there
_TEXTUAL = re.compile(r"[*?$\[\]:<]|\.[A-Za-z]{1,6}$|^\.?/?$")


def of_context(observed: Observations, found: build_context.Carried, known: Languages) -> Iterator[Answer]:
    """Yield the language of a file of the context: a script by its name, an absent binary by the nearest module."""
    present = build_context.locate(found.path, observed.dockerfile.path, observed.files.paths)
    if present is None:
        yield from of_module(observed, known, "low")
    elif present.endswith(".sh"):
        yield Answer("shell", "high", (Evidence(present, 1, "a shell script"),))


def of_module(observed: Observations, known: Languages, confidence: Confidence) -> Iterator[Answer]:
    """Yield the language of the nearest module file, in the Dockerfile's folder or above."""
    for folder in build_context.ancestors(observed.dockerfile.path):
        for each in known.modules:
            for name in each.words:
                path = posixpath.join(folder, name)
                if path in observed.files.paths:
                    said = Evidence(path, None, f"the nearest module file is {name}")
                    yield Answer(each.language, confidence, (said,))


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
