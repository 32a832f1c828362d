"""Find Python requirements of known projects: named by `pip install` or in a requirements file."""

import posixpath
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from packaging.utils import canonicalize_name

from audit.dockerfile import copied_files
from audit.dockerfile.build_context import Files
from audit.model.command import BuildCommand
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Evidence

# `packaging.requirements` refuses lines with hashes or options and words with variables; their names count too
_NAME = re.compile(r"^\s*([A-Za-z0-9][A-Za-z0-9._-]*)")
_FILE_OPTIONS = ("-r", "--requirement")


def _files(dockerfile: Dockerfile, builds: tuple[BuildCommand, ...], tree: Files) -> tuple[str, ...]:
    """Return the repository's paths of the requirements files that pip is given, in order."""
    found = (
        path
        for build in builds
        if build.language == "python"
        for name in _given(build.words)
        if (path := _locate(dockerfile, build, name, tree)) is not None
    )
    return tuple(dict.fromkeys(found))


def _given(words: tuple[str, ...]) -> Iterator[str]:
    for index, word in enumerate(words):
        if word in _FILE_OPTIONS and index + 1 < len(words):
            yield words[index + 1]
        elif word.startswith(("-r", "--requirement=")) and word not in _FILE_OPTIONS:
            yield word.partition("=")[2] if "=" in word else word.removeprefix("-r")


def _locate(dockerfile: Dockerfile, build: BuildCommand, name: str, tree: Files) -> str | None:
    stage = dockerfile.stages[build.stage]
    return copied_files.resolve(dockerfile, stage, posixpath.join(build.folder, name), build.folder, tree.paths)


def named(
    dockerfile: Dockerfile, builds: tuple[BuildCommand, ...], tree: Files, known: tuple[str, ...]
) -> Iterator[Evidence]:
    """Yield the requirements of known projects, with the line that names each."""
    names = {canonicalize_name(name) for name in known}
    for build in builds:
        if build.language == "python":
            plain = [word for word in build.words[2:] if not word.startswith("-")]
            yield from (Evidence(dockerfile.path, build.line, word) for word in plain if _is(word, names))
    for path in _files(dockerfile, builds, tree):
        for number, line in enumerate((tree.text(path) or "").split("\n"), 1):
            if _is(line, names):
                yield Evidence(path, number, line.strip())


def _is(requirement: str, names: AbstractSet[str]) -> bool:
    match = _NAME.match(requirement)
    return match is not None and canonicalize_name(match[1]) in names
