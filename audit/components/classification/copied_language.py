"""Read the language of what is copied into the final stage: from the stage that built it, or from the context."""

import posixpath
from collections.abc import Iterator

from audit.components.classification import context_language, name_language
from audit.components.classification.observations import Observations
from audit.components.program import binary_origin, entrypoint
from audit.dockerfile import build_context
from audit.dockerfile.build_context import Carried
from audit.model.component import Program
from audit.model.dockerfile import Transfer
from audit.model.evidence import Answer, Evidence
from audit.policy.signals import Languages

COMPILED = ("go", "rust", "java", "cpp")
_PATH = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")


def of_program_file(observed: Observations, known: Languages) -> Iterator[Answer]:
    """Read where the program's file was taken from: a stage that builds, or the build context."""
    for path in _places(observed.program):
        for found in build_context.carried(
            observed.dockerfile, observed.dockerfile.final_stage, path, entrypoint.folder(observed.dockerfile)
        ):
            yield from _of_carried(observed, found, known, ())


def _of_carried(observed: Observations, found: Carried, known: Languages, through: tuple[int, ...]) -> Iterator[Answer]:
    """Read the stage that a file was taken from, and where that one took it from; `through` are the stages before."""
    if isinstance(found.origin, int):
        yield from _of_stage(observed, found.origin, found.line, known)
        stage = observed.dockerfile.stages[found.origin]
        for inner in (
            build_context.carried(observed.dockerfile, stage, found.path, "/") if stage.index not in through else ()
        ):
            yield from _of_carried(observed, inner, known, (*through, stage.index))
    elif (
        found.origin is None
        and observed.program.words[0] != observed.program.script
        and _copies_program(observed, found)
    ):
        yield from context_language.of_context(observed, found, known)


def _places(runs: Program) -> tuple[str, ...]:
    """Return the paths where the program's file may lie; a bare name is looked up on PATH."""
    if not runs.words:
        return ()
    return (runs.words[0],) if "/" in runs.words[0] else tuple(f"{folder}/{runs.words[0]}" for folder in _PATH)


def _copies_program(observed: Observations, found: build_context.Carried) -> bool:
    """Tell whether a copy is of the program itself: of a bare name's file a copy of a whole folder says nothing."""
    named = (
        source
        for transfer in observed.dockerfile.final_stage.transfers
        if transfer.line == found.line
        for source in transfer.sources
    )
    return "/" in observed.program.words[0] or any(
        posixpath.basename(source) == observed.program.name for source in named
    )


def _of_stage(observed: Observations, index: int, line: int, known: Languages) -> Iterator[Answer]:
    """Yield the language built in the stage, compiled ones first, else what its image or the repository says."""
    copied = Evidence(observed.dockerfile.path, line, f"copied from stage {index}")
    inside = observed.built_in(index)
    for language in (*COMPILED, "python", "node"):
        for build in inside:
            if build.language == language:
                yield Answer(language, "high", (copied, Evidence(observed.dockerfile.path, build.line, build.text)))
    root = observed.dockerfile.root(index)
    if language := name_language.of_base(root.image, known):
        said = Evidence(observed.dockerfile.path, root.line, f"FROM {root.image.text}")
        yield Answer(language, "medium", (copied, said))
    elif inside:
        yield from context_language.of_module(observed, known, "medium")


def of_other_files(observed: Observations, known: Languages) -> Iterator[Answer]:
    """Read what is carried into the image when nothing says what it runs: binaries of a stage or of the context."""
    for stage in observed.dockerfile.lineage(observed.dockerfile.final):
        for transfer in stage.transfers:
            if isinstance(transfer.origin, int) and _compiles(observed, transfer.origin):
                yield from _of_stage(observed, transfer.origin, transfer.line, known)
            elif transfer.origin is None and not observed.program.words:
                yield from _of_binaries(observed, transfer, known)


def _compiles(observed: Observations, index: int) -> bool:
    return any(build.language in (*COMPILED, "?") for build in observed.built_in(index))


def _of_binaries(observed: Observations, transfer: Transfer, known: Languages) -> Iterator[Answer]:
    for source in transfer.sources:
        if binary_origin.is_absent(source, observed.dockerfile.path, observed.files):
            yield from context_language.of_module(observed, known, "low")
