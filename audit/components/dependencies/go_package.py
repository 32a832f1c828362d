"""The Go main package that a build compiles, as files of the repository, and what they import."""

import posixpath
import re
from collections.abc import Iterator
from itertools import pairwise

from audit.components.dependencies import go_command
from audit.dockerfile import build_context, programs
from audit.dockerfile.build_context import Files
from audit.model.command import BuildCommand
from audit.model.component import Program
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Evidence

_IMPORT = re.compile(r'^\s*(?:import\s+)?(?:[\w.]+\s+)?"([\w./~-]+)"\s*(?://.*)?$', re.MULTILINE)
MAXIMUM_FILES = 40


def files(dockerfile: Dockerfile, builds: tuple[BuildCommand, ...], program: Program, tree: Files) -> tuple[str, ...]:
    """Return the .go files of the main packages, those of inner packages below a `cmd` folder included."""
    found = [path for folder in folders(dockerfile, builds, program, tree) for path in _inside(folder, tree)]
    return tuple(dict.fromkeys(found))[:MAXIMUM_FILES]


def folders(dockerfile: Dockerfile, builds: tuple[BuildCommand, ...], program: Program, tree: Files) -> tuple[str, ...]:
    """Return the folders of the main packages: those a `go build` names, else the one the program suggests.

    A build counts that leads to the final stage; what other targets of the file ship says nothing of this image. Where
    nothing runs and nothing is built with Go, no package is guessed: the repository's is another image's.
    """
    leading = {stage.index for stage in dockerfile.leading_to(dockerfile.final)}
    is_shell = program.name in programs.SHELLS and not program.script
    if is_shell or (
        not program.words and not any(build.stage in leading and build.language in ("go", "?") for build in builds)
    ):
        return ()
    named = [build for build in builds if build.tool in ("go build", "go install") and build.stage in leading]
    found = [folder for build in named if (folder := _folder(build, dockerfile, tree)) is not None]
    return tuple(dict.fromkeys(found)) or tuple(_guessed(dockerfile.path, program, tree))[:1]


def _folder(build: BuildCommand, dockerfile: Dockerfile, tree: Files) -> str | None:
    """Return the repository's folder that a go command compiles, or None."""
    clean = go_command.package(build).partition("@")[0].removesuffix("/...")
    clean = posixpath.dirname(clean) or "." if clean.endswith(".go") else clean
    place = posixpath.join(build.folder, _elsewhere(build.words), clean)
    if clean.startswith((".", "/")) or "." not in clean.partition("/")[0]:
        for found in _copied(place, build, dockerfile, tree):
            return found
    parts = posixpath.normpath(clean).strip("/").split("/")
    # `github.com/kubeflow/katib/cmd/ui` or `/go/src/.../cmd/ui`: the tail that exists is the folder
    tails = ("/".join(parts[start:]) for start in range(len(parts)))
    return next((folder for tail in tails for folder in _above(tail, dockerfile.path, tree)), None)


def _elsewhere(words: tuple[str, ...]) -> str:
    """Return the folder that `go build -C FOLDER` changes to."""
    return next((after for word, after in pairwise(words) if word == "-C"), "")


def _copied(place: str, build: BuildCommand, dockerfile: Dockerfile, tree: Files) -> Iterator[str]:
    """Yield the repository's folders that the stage's copies put to a place, the latest copy first."""
    for found in build_context.carried(dockerfile, dockerfile.stages[build.stage], place, "/"):
        if found.origin is None:
            yield from _above(found.path.strip("/") or ".", dockerfile.path, tree)


def _above(path: str, dockerfile: str, tree: Files) -> Iterator[str]:
    """Yield the folders with Go files that a path means, seen from the Dockerfile's folder and those above."""
    for folder in build_context.ancestors(dockerfile):
        candidate = posixpath.normpath(posixpath.join(folder, path)).removeprefix(".")
        if any(name.endswith(".go") for name in tree.folders.get(candidate, ())):
            yield candidate


def _guessed(dockerfile: str, program: Program, tree: Files) -> Iterator[str]:
    """Yield folders of a main.go that the program's name suggests: `cmd/NAME`, `cmd/PART-OF-NAME`, the nearest."""
    inner = [f"cmd/{program.name}", *(f"cmd/{word}" for word in reversed(program.name.split("-"))), "cmd", ""]
    for folder in build_context.ancestors(dockerfile):
        for name in inner:
            candidate = posixpath.join(folder, name).rstrip("/")
            if f"{candidate}/main.go".lstrip("/") in tree.paths:
                yield candidate
                return
    if program.name:  # one folder of the program's name, anywhere
        named = [path for path in tree.folders if path.rpartition("/")[2] == program.name and _is_main(path, tree)]
        yield from named if len(named) == 1 else ()


def _is_main(folder: str, tree: Files) -> bool:
    return f"{folder}/main.go" in tree.paths and not {"vendor", "test", "tests", "testdata"} & set(folder.split("/"))


def _inside(folder: str, tree: Files) -> list[str]:
    """Return the package's files and, below a `cmd` folder, those of its inner packages too."""
    deep = f"{folder}/".startswith("cmd/") or "/cmd/" in f"/{folder}/"
    below = (f"{folder}/",) if deep else ()
    chosen = [folder, *(name for name in tree.folders if below and name.startswith(below))]
    return sorted(
        path
        for name in chosen
        for path in tree.folders.get(name, ())
        if path.endswith(".go") and not path.endswith("_test.go")
    )


def imports(files_: tuple[str, ...], tree: Files) -> Iterator[Evidence]:
    """Yield each imported package with the line that imports it."""
    for path in files_:
        text = tree.text(path) or ""
        for match in _IMPORT.finditer(text):
            yield Evidence(path, text.count("\n", 0, match.start(1)) + 1, match[1])
