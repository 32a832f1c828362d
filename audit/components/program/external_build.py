"""The build of a binary that is copied from the build context: the go build of what also runs the image build."""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from audit.dockerfile import build_context, build_tools, programs
from audit.dockerfile.build_context import Files
from audit.dockerfile.makefile import makefile_syntax, recipes
from audit.dockerfile.shell import interpreter
from audit.dockerfile.shell.interpreter import Running
from audit.model.command import BuildCommand
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Evidence

_MOST = 300  # targets of one Makefile that are tried


def _candidates(dockerfile: str, files: Files) -> Iterator[str]:
    """Yield the scripts beside the Dockerfile, and the Makefiles of its folder and those above."""
    folder = posixpath.dirname(dockerfile)
    yield from (path for path in files.folders.get(folder, ()) if path.endswith((".sh", ".bash")))
    for each in build_context.ancestors(dockerfile):
        yield from (path for name in programs.MAKEFILES if (path := posixpath.join(each, name)) in files.paths)


def find(dockerfile: Dockerfile, copied: Evidence, files: Files) -> Iterator[BuildCommand]:
    """Yield the `go build` commands of the first script or make target that also builds this image."""
    at = Running(dockerfile.final, copied.line or 1, "", (), "/", {})
    for path in _candidates(dockerfile.path, files):
        text = files.text(path) or ""
        groups = _scripted(path, text, at) if path.endswith((".sh", ".bash")) else _made(path, text, at)
        for group in groups:
            builds = [each for each in group if each.words[:2] == ("go", "build")]
            if builds and any(_builds_image(each, path, dockerfile.path) for each in group):
                yield from (_command(each) for each in builds)
                return


def _scripted(path: str, text: str, at: Running) -> Iterator[list[Running]]:
    yield [replace(each, trail=(Evidence(path, line, each.text),)) for line, each in interpreter.numbered(text, at)]


def _made(path: str, text: str, at: Running) -> Iterator[list[Running]]:
    for lines in _recipes(path, text):
        yield [found for line in lines for found in _of_line(line, at)]


@lru_cache(maxsize=64)
def _recipes(path: str, text: str) -> tuple[tuple[recipes.RecipeLine, ...], ...]:
    """Return the recipes, prerequisites included, of the targets that run `go build` and build something else too."""
    read = makefile_syntax.read(path, text)
    targets = dict.fromkeys(name for rule in read.rules if rule.recipe for name in rule.targets)
    runs = (recipes.recipes((read,), recipes.Call((target,), {}, "/", {})) for target in islice(targets, _MOST))
    groups = (tuple(line for line in run if not isinstance(line, str)) for run in runs)
    return tuple(group for group in groups if _compiles_and_builds(" ".join(line.shell for line in group)))


def _compiles_and_builds(shell: str) -> bool:
    return "go build" in shell and shell.count("build") > shell.count("go build")


def _of_line(line: recipes.RecipeLine, at: Running) -> Iterable[Running]:
    said = Evidence(line.path, line.line, " ".join(line.shell.split()))
    return interpreter.interpret(line.shell, replace(at, environment=line.environment, trail=(said,)))


def _builds_image(found: Running, path: str, dockerfile: str) -> bool:
    """Tell whether a command builds an image from this Dockerfile; a script beside it says so by lying there."""
    words = found.words
    is_build = (found.program in programs.IMAGE_BUILDERS or "$" in words[0]) and "build" in words
    is_submitted = words[:3] == ("gcloud", "builds", "submit")
    if posixpath.dirname(path) == posixpath.dirname(dockerfile) and posixpath.dirname(path):
        return is_build or is_submitted
    folder = posixpath.dirname(path)
    named = {posixpath.normpath(posixpath.join(folder, word)) for word in words}
    return is_build and bool({dockerfile, posixpath.dirname(dockerfile) or "."} & named)


def _command(found: Running) -> BuildCommand:
    language, tool = build_tools.read(found.words) or ("go", "go build")
    return BuildCommand(
        stage=found.stage,
        language=language,
        tool=tool,
        line=found.line,
        text=found.text,
        words=found.words,
        folder=found.folder,
        environment=tuple(sorted(found.environment.items())),
        trail=found.trail,
    )
