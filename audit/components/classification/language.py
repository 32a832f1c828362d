"""Return the language of the program that the final image runs: of several readings the first that decides."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from audit.components.classification import context_language, copied_language, name_language, toolchain
from audit.components.classification.copied_language import COMPILED
from audit.components.classification.observations import Observations
from audit.dockerfile import programs
from audit.dockerfile.shell import run_commands
from audit.model.command import BuildCommand
from audit.model.component import Program
from audit.model.evidence import Answer, Evidence
from audit.policy.signals import Languages

_INSTALLERS = frozenset({"pip", "setuptools", "wheel", "npm", "yarn", "uv"})
_COMPILER_PACKAGES = programs.C_COMPILER_PACKAGES | {"cmake"}


def find(observed: Observations, known: Languages) -> Answer:
    """Return the language, with what led to it."""
    for reading in (
        _by_program,
        _by_known_program,
        copied_language.of_program_file,
        _by_known_base,
        toolchain.find,
        _by_copied_scripts,
        _by_final_build,
        _by_base,
        copied_language.of_other_files,
        _by_module,
        _by_packages,
        _by_downloads,
    ):
        for answer in reading(observed, known):
            return answer
    nothing = Evidence(observed.dockerfile.path, observed.dockerfile.final_stage.line, "no program")
    return Answer(_undecided(observed, known), "low", observed.program.trail or (nothing,))


def _undecided(observed: Observations, known: Languages) -> str:
    """Return what a program is that nothing tells: shell where it is a script or a tool that scripts call."""
    runs = observed.program
    if not runs.script and not runs.words:
        return "none"
    return "shell" if runs.script or _is_tool(runs, known) else "other"


def _by_program(observed: Observations, known: Languages) -> Iterator[Answer]:
    if observed.program.words and (language := name_language.of_program(observed.program.name, known)):
        yield Answer(language, "high", observed.program.trail)


def _by_known_program(observed: Observations, known: Languages) -> Iterator[Answer]:
    """Read the name of another project's program, unless the repository builds one of that name itself."""
    runs = observed.program
    if not runs.words or (runs.script and _is_tool(runs, known)):
        return
    built = next(copied_language.of_program_file(observed, known), None)
    if (language := name_language.of_known_program(runs.name, known)) and (built is None or built.confidence != "high"):
        yield Answer(language, "high", runs.trail)


def _by_known_base(observed: Observations, known: Languages) -> Iterator[Answer]:
    """Read the image of another project whose program is left to run."""
    root = observed.dockerfile.root(observed.dockerfile.final)
    if not observed.program.words and (language := name_language.of_known_image(root.image, known)):
        yield Answer(language, "medium", (Evidence(observed.dockerfile.path, root.line, f"FROM {root.image.text}"),))


def _is_tool(runs: Program, known: Languages) -> bool:
    """Tell whether a program is a shell, or a tool that shell scripts call."""
    return any(fnmatchcase(runs.name, glob) for glob in known.shells)


def _by_final_build(observed: Observations, known: Languages) -> Iterator[Answer]:  # noqa: ARG001 - every reading takes the same
    """Read what is built or installed in the final stage itself; a script that runs tools is shell all the same."""
    runs = observed.program
    own = [
        build
        for build in observed.built_in(observed.dockerfile.final)
        if not _renews_itself(build) and (not runs.script or _installs(build, runs.name))
    ]
    for language in (*COMPILED, "node", "python", "r", "other"):
        for build in own:
            if build.language == language:
                yield Answer(language, "medium", (Evidence(observed.dockerfile.path, build.line, build.text),))


def _installs(build: BuildCommand, name: str) -> bool:
    """Tell whether an installer installs the project or package whose program a start script runs."""
    words = {re.split(r"[\[=<>~!@]", word)[0] for word in build.words[1:]}
    return build.language == "python" and not words.isdisjoint({".", name}) and "/" not in name


def _renews_itself(build: BuildCommand) -> bool:
    """Tell whether an installer installs nothing but itself, which says nothing of what the image runs."""
    words = build.words[build.words.index("install") + 1 :] if "install" in build.words else ()
    named = {re.split(r"[=<>~!@]", word)[0] for word in words if not word.startswith("-")}
    return bool(named) and named <= _INSTALLERS


def _by_base(observed: Observations, known: Languages) -> Iterator[Answer]:
    root = observed.dockerfile.root(observed.dockerfile.final)
    language = name_language.of_base(root.image, known)
    if language and not observed.program.script and not (language in COMPILED and toolchain.is_silent(observed)):
        yield Answer(language, "medium", (Evidence(observed.dockerfile.path, root.line, f"FROM {root.image.text}"),))


def _by_copied_scripts(observed: Observations, known: Languages) -> Iterator[Answer]:
    """Read the scripts that are copied one by one into an image that declares no program."""
    for transfer in observed.dockerfile.final_stage.transfers if not observed.program.words else ():
        for source in transfer.sources:
            is_script = transfer.origin is None and "." in source and not source.endswith(".sh")
            if is_script and (language := name_language.of_program(source.rpartition("/")[2], known)):
                said = Evidence(observed.dockerfile.path, transfer.line, f"COPY {source}")
                yield Answer(language, "medium", (said,))


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
