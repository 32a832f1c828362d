"""The language of the program that the final image runs: readings in order, the first that decides wins."""

import posixpath
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from audit.components.classification import context_language
from audit.components.classification.observations import Observations
from audit.components.program import binary_origin, entrypoint
from audit.dockerfile import build_context, programs
from audit.dockerfile.build_context import Carried
from audit.dockerfile.shell import run_commands
from audit.model.command import BuildCommand
from audit.model.component import Program
from audit.model.dockerfile import Image, Transfer
from audit.model.evidence import Answer, Evidence
from audit.policy.signals import Languages

COMPILED = ("go", "rust", "java", "cpp")
_PATH = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
_INSTALLERS = frozenset({"pip", "setuptools", "wheel", "npm", "yarn", "uv"})
_COMPILER_PACKAGES = programs.C_COMPILER_PACKAGES | {"cmake"}


def find(observed: Observations, known: Languages) -> Answer:
    """Return the language, with what led to it."""
    for reading in (
        _by_program,
        _by_origin,
        _by_final_build,
        _by_base,
        _by_cargo,
        _by_module,
        _by_packages,
        _by_downloads,
    ):
        for answer in reading(observed, known):
            return answer
    nothing = Evidence(observed.dockerfile.path, observed.dockerfile.final_stage.line, "no program")
    return Answer(_otherwise(observed, known), "low", observed.program.trail or (nothing,))


def _otherwise(observed: Observations, known: Languages) -> str:
    """Return what a program is that nothing tells: shell where it is a script or a tool that scripts call."""
    runs = observed.program
    if not runs.script and not runs.words:
        return "none"
    return "shell" if runs.script or any(fnmatchcase(runs.name, glob) for glob in known.shells) else "other"


def of_program(name: str, known: Languages) -> str:
    """Return the language that a program's name tells, or an empty text."""
    return next((each.language for each in known.programs if any(fnmatchcase(name, glob) for glob in each.words)), "")


def of_base(image: Image, known: Languages) -> str:
    """Return the language that a whole word of an image's name tells, or an empty text (`cloud-cli` is not Go)."""
    words = set(re.split(r"[-_.\d/]+", image.name)) | set(re.split(r"[-_/]", image.name))
    return next((each.language for each in known.bases if words & set(each.words)), "")


def _by_program(observed: Observations, known: Languages) -> Iterator[Answer]:
    if observed.program.words and (language := of_program(observed.program.name, known)):
        yield Answer(language, "high", observed.program.trail)


def _by_origin(observed: Observations, known: Languages) -> Iterator[Answer]:
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
    elif found.origin is None and observed.program.words[0] != observed.program.script and _is_meant(observed, found):
        yield from context_language.of_context(observed, found, known)


def _places(runs: Program) -> tuple[str, ...]:
    """Return the paths where the program's file may lie; a bare name is looked up on PATH."""
    if not runs.words:
        return ()
    return (runs.words[0],) if "/" in runs.words[0] else tuple(f"{folder}/{runs.words[0]}" for folder in _PATH)


def _is_meant(observed: Observations, found: build_context.Carried) -> bool:
    """Tell whether a copy is of the program itself: of a bare name's file a copy of a whole folder says nothing."""
    named = (
        source
        for transfer in observed.dockerfile.final_stage.transfers
        if transfer.line == found.line
        for source in transfer.sources
    )
    return "/" in observed.program.words[0] or any(posixpath.basename(each) == observed.program.name for each in named)


def _of_stage(observed: Observations, index: int, line: int, known: Languages) -> Iterator[Answer]:
    """Yield the language built in the stage, compiled ones first, else what its image or the repository says."""
    copied = Evidence(observed.dockerfile.path, line, f"copied from stage {index}")
    inside = observed.built_in(index)
    for language in (*COMPILED, "python", "node"):
        for each in inside:
            if each.language == language:
                yield Answer(language, "high", (copied, Evidence(observed.dockerfile.path, each.line, each.text)))
    root = observed.dockerfile.root(index)
    if language := of_base(root.image, known):
        said = Evidence(observed.dockerfile.path, root.line, f"FROM {root.image.text}")
        yield Answer(language, "medium", (copied, said))
    elif inside:
        yield from context_language.of_module(observed, known, "medium")


def _by_final_build(observed: Observations, known: Languages) -> Iterator[Answer]:  # noqa: ARG001 - every reading takes the same
    """Read what is built or installed in the final stage itself; a script that runs tools is shell all the same."""
    if observed.program.script:
        return
    own = [each for each in observed.built_in(observed.dockerfile.final) if not _renews_itself(each)]
    for language in (*COMPILED, "node", "python", "r", "other"):
        for each in own:
            if each.language == language:
                yield Answer(language, "medium", (Evidence(observed.dockerfile.path, each.line, each.text),))


def _renews_itself(build: BuildCommand) -> bool:
    """Tell whether an installer installs nothing but itself, which says nothing of what the image runs."""
    words = build.words[build.words.index("install") + 1 :] if "install" in build.words else ()
    named = {re.split(r"[=<>~!@]", word)[0] for word in words if not word.startswith("-")}
    return bool(named) and named <= _INSTALLERS


def _by_base(observed: Observations, known: Languages) -> Iterator[Answer]:
    root = observed.dockerfile.root(observed.dockerfile.final)
    if not observed.program.script and (language := of_base(root.image, known)):
        yield Answer(language, "medium", (Evidence(observed.dockerfile.path, root.line, f"FROM {root.image.text}"),))


def _by_cargo(observed: Observations, known: Languages) -> Iterator[Answer]:
    """Read what is carried into the image when nothing says what it runs: binaries of a stage or of the context."""
    for stage in observed.dockerfile.lineage(observed.dockerfile.final):
        for transfer in stage.transfers:
            if isinstance(transfer.origin, int) and _compiles(observed, transfer.origin):
                yield from _of_stage(observed, transfer.origin, transfer.line, known)
            elif transfer.origin is None and not observed.program.words:
                yield from _of_binaries(observed, transfer, known)


def _compiles(observed: Observations, index: int) -> bool:
    return any(each.language in (*COMPILED, "?") for each in observed.built_in(index))


def _of_binaries(observed: Observations, transfer: Transfer, known: Languages) -> Iterator[Answer]:
    for source in transfer.sources:
        if binary_origin.is_absent(source, observed.dockerfile.path, observed.files):
            yield from context_language.of_module(observed, known, "low")


def _by_module(observed: Observations, known: Languages) -> Iterator[Answer]:
    """Read the module beside the Dockerfile where the program's name is a variable that no default decides."""
    runs = observed.program
    if runs.words and not runs.script and runs.words[0].startswith(("$", "?")):
        yield from context_language.of_module(observed, known, "low")


def _by_packages(observed: Observations, known: Languages) -> Iterator[Answer]:  # noqa: ARG001 - every reading takes the same
    """Read the compilers that OS packages bring into an image that declares no program."""
    if observed.program.words:
        return
    for stage in observed.dockerfile.leading_to(observed.dockerfile.final):
        for command in run_commands.commands(observed.dockerfile, stage):
            if command.program in programs.OS_PACKAGE_MANAGERS and _COMPILER_PACKAGES & set(command.words):
                yield Answer("cpp", "low", (Evidence(observed.dockerfile.path, command.line, command.text),))


def _by_downloads(observed: Observations, known: Languages) -> Iterator[Answer]:  # noqa: ARG001 - every reading takes the same
    """Read tools that are fetched into an image that declares no program: they are there for a shell to call."""
    if observed.program.words:
        return
    for command in run_commands.commands(observed.dockerfile, observed.dockerfile.final_stage):
        if command.program in programs.FETCHERS:
            yield Answer("shell", "low", (Evidence(observed.dockerfile.path, command.line, command.text),))
