"""Recognise an image that only brings tools: it runs no program, and nothing of the repository is built into it."""

import posixpath
from collections.abc import Iterator

from audit.components.classification import name_language
from audit.components.classification.copied_language import COMPILED
from audit.components.classification.observations import Observations
from audit.components.program import entrypoint
from audit.dockerfile import programs
from audit.dockerfile.shell import run_commands
from audit.model.command import BuildCommand
from audit.model.evidence import Answer, Evidence
from audit.policy.signals import Languages

_GLOBAL = frozenset({"-g", "--global", "global"})
# what a package manager reads: with nothing else copied it only fills a cache
_MANIFESTS = ("package.json", "yarn.lock", "package-lock.json", "pnpm-lock.yaml", "go.mod", "go.sum", ".npmrc")


def is_silent(observed: Observations) -> bool:
    """Tell whether an image starts nothing, only a shell, or only `make`."""
    runs = observed.program
    if not runs.words or (runs.name in programs.SHELLS and len(runs.words) == 1 and not runs.script):
        return True
    return runs.name in programs.MAKE or entrypoint.is_idle(runs, observed.files.texts)


def is_workspace(observed: Observations, known: Languages) -> bool:
    """Tell whether an image is a place to develop in: by its folder, its name, or its base image."""
    root = observed.dockerfile.root(observed.dockerfile.final)
    parts = {part for name in (observed.dockerfile.path, root.image.name) for part in name.lower().split("/")}
    words = parts | {word for part in parts for word in part.split(".")}
    return is_silent(observed) and not words.isdisjoint(known.workspaces)


def find(observed: Observations, known: Languages) -> Iterator[Answer]:
    """Yield `none` for a place to develop in, for tools of several languages, and for a compiler without a program.

    Python with compiled parts is Python; programs that only `go install` brings may be what is run.
    """
    where, line = observed.dockerfile, observed.dockerfile.final_stage.line
    if is_workspace(observed, known):
        yield Answer("none", "medium", (Evidence(where.path, line, "a place to develop in"),))
    elif is_silent(observed) and all(is_tool(build, observed) for build in observed.built_in(where.final)):
        base = name_language.of_base(where.root(where.final).image, known)
        found = _languages(observed, base)
        several = len(found.keys() - ({"cpp", "?"} if "python" in found else ())) > 1
        only_compiles = base in (*COMPILED, "node") and not any(build.tool == "go install" for build in observed.builds)
        if several or only_compiles or observed.program.name in programs.MAKE:
            yield Answer("none", "medium", tuple(found.values()))


def _languages(observed: Observations, base: str) -> dict[str, Evidence]:
    """Return the languages of what is installed, of the base image, and C where its compiler is installed."""
    where, final = observed.dockerfile, observed.dockerfile.final
    root = where.root(final)
    found = {build.language: Evidence(where.path, build.line, build.text) for build in observed.built_in(final)}
    if base:
        found.setdefault(base, Evidence(where.path, root.line, f"FROM {root.image.text}"))
    for command in run_commands.commands(where, where.final_stage):
        if command.program in programs.OS_PACKAGE_MANAGERS and not programs.C_COMPILER_PACKAGES.isdisjoint(
            command.words
        ):
            found.setdefault("cpp", Evidence(where.path, command.line, command.text))
    return found


def is_tool(build: BuildCommand, observed: Observations) -> bool:
    """Tell whether a command of an image that starts nothing installs a tool, and builds nothing of the repository."""
    if not is_silent(observed):
        return False
    if build.tool in ("go install", "go get", "cargo install"):
        name = observed.repository.rpartition("/")[2]
        return any("." in word.partition("/")[0].strip(".") and f"/{name}" not in word for word in build.words[2:])
    return not _GLOBAL.isdisjoint(build.words) or not _carries(observed)


def _carries(observed: Observations) -> bool:
    """Tell whether files of the repository are copied, beside what package managers read."""
    return any(
        not (posixpath.basename(source) in _MANIFESTS or source.endswith((".txt", ".sh")) or _is_hidden(source))
        for stage in observed.dockerfile.lineage(observed.dockerfile.final)
        for transfer in stage.transfers
        if transfer.origin is None
        for source in transfer.sources
    )


def _is_hidden(source: str) -> bool:
    """Tell whether a source is a file of settings, such as `.github` or `.pre-commit-config.yaml`."""
    name = posixpath.basename(posixpath.normpath(source))
    return name.startswith(".") and name.strip(".") != ""
