"""Find the repository's file that a Python or Node program begins with."""

import json
import posixpath
import re
from collections.abc import Iterator

from audit.components.program import entrypoint
from audit.dockerfile import build_context, copied_files, programs
from audit.dockerfile.build_context import Files
from audit.model.component import Program
from audit.model.dockerfile import Dockerfile

_NOT_SOURCE = frozenset({"node_modules", "dist", "build", "test", "tests", "e2e", "__tests__", "mocks"})
_SOURCES = (".js", ".mjs", ".cjs", ".ts")
_SCRIPTS = 3  # scripts of a package.json that call one another


def of_python(dockerfile: Dockerfile, program: Program, files: Files) -> str:
    """Return the file of `python FILE`, `-m MODULE` or `gunicorn MODULE:APP`; empty when none is found."""
    for candidate in _python_candidates(program.words):
        ends = ("",) if candidate.endswith(".py") else ("/__main__.py", ".py", "/__init__.py")
        for end in ends:
            if found := _located(dockerfile, candidate + end, files) or _only(candidate + end, dockerfile, files):
                return found
    first = _located(dockerfile, program.words[0], files) if program.words else ""
    return first if first and programs.PYTHON.fullmatch(programs.interpreter_of(files.text(first) or "")) else ""


def _python_candidates(words: tuple[str, ...]) -> Iterator[str]:
    """Yield what may be the first file: a path, or a module's path without its end."""
    for index, word in enumerate(words):
        if word == "-m" and index + 1 < len(words):
            yield words[index + 1].replace(".", "/")
        elif word.endswith(".py"):
            yield word
        elif match := re.fullmatch(r"([A-Za-z_][\w.]*):\w+(?:\(\))?", word):
            yield match[1].replace(".", "/")


def _located(dockerfile: Dockerfile, path: str, files: Files) -> str:
    """Return the repository's path of a path in the image, through the stages that it was copied from."""
    folder = entrypoint.folder(dockerfile)
    return copied_files.resolve(dockerfile, dockerfile.final_stage, path, folder, files.paths) or ""


def _only(path: str, dockerfile: Dockerfile, files: Files) -> str:
    """Return the only file below the Dockerfile's folder whose path ends so; several decide nothing."""
    if "/" not in path.strip("/"):
        return ""
    folder = posixpath.dirname(dockerfile.path)
    end = f"/{path.strip('/')}"
    found = [name for name in files.paths if f"/{name}".endswith(end) and (not folder or name.startswith(f"{folder}/"))]
    return found[0] if len(found) == 1 else ""


def of_node(dockerfile: Dockerfile, program: Program, files: Files) -> str:
    """Return the first file: as it is named, else the source of the same name where it is compiled from one."""
    for word in _node_words(dockerfile, program, files):
        if word.endswith(_SOURCES):
            found = _located(dockerfile, word, files)
            return found or _compiled_from(posixpath.splitext(posixpath.basename(word))[0], dockerfile.path, files)
    return ""


def _node_words(dockerfile: Dockerfile, program: Program, files: Files) -> tuple[str, ...]:
    """Return the words that start the program, those of package.json's scripts behind `npm start` and `npm run`."""
    words = program.words
    candidates = (posixpath.join(folder, "package.json") for folder in build_context.ancestors(dockerfile.path))
    path = next((candidate for candidate in candidates if candidate in files.paths), "")
    for _ in range(_SCRIPTS):
        if not words or words[0].rpartition("/")[2] not in programs.NODE_PACKAGE_MANAGERS:
            break
        name = next((word for word in words[1:] if word not in ("run", "run-script") and not word.startswith("-")), "")
        words = _script(files.text(path) or "", name)
    return words


def _script(text: str, name: str) -> tuple[str, ...]:
    try:
        found = json.loads(text)["scripts"][name]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ()
    return tuple(found.split()) if isinstance(found, str) else ()


def _compiled_from(stem: str, dockerfile: str, files: Files) -> str:
    """Return the nearest source of a name below the Dockerfile's folder."""
    folder = posixpath.dirname(dockerfile)
    names = {f"{stem}{end}" for end in (".ts", ".js", ".mjs")}
    inside = f"{folder}/" if folder else ""
    found = [
        path
        for path in files.paths
        if path.startswith(inside)
        and posixpath.basename(path) in names
        and _NOT_SOURCE.isdisjoint(path[len(inside) :].split("/"))
    ]
    return min(found, key=lambda path: (path.count("/"), path), default="")
