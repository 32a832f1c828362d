"""Find the `go build` of a binary that is copied from the build context.

It is in the script or the make target that also builds the image.
"""

import posixpath
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from audit.dockerfile import build, build_context, programs, shell_text
from audit.dockerfile.build_context import Files
from audit.dockerfile.makefile import makefile_syntax, recipes
from audit.dockerfile.shell.interpreter import Running
from audit.model.command import BuildCommand
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Evidence

_MOST = 300  # targets of one Makefile that are tried


def _candidates(dockerfile: str, files: Files) -> Iterator[str]:
    """Yield the scripts beside the Dockerfile, and the Makefiles of its folder and those above."""
    folder = posixpath.dirname(dockerfile)
    yield from (path for path in files.folders.get(folder, ()) if path.endswith(shell_text.SCRIPT_ENDINGS))
    for above in build_context.ancestors(dockerfile):
        yield from (path for name in programs.MAKEFILES if (path := posixpath.join(above, name)) in files.paths)


def find(dockerfile: Dockerfile, copied: Evidence, files: Files) -> Iterator[BuildCommand]:
    """Yield the `go build` commands of the first script or make target that also builds this image."""
    at = Running(dockerfile.final, copied.line or 1, "", (), "/", {})
    for path in _candidates(dockerfile.path, files):
        text = files.text(path) or ""
        for group in _groups(path, text, at):
            builds = [found for found in group if found.words[:2] == ("go", "build")]
            if builds and any(_builds_image(found, path, dockerfile.path) for found in group):
                yield from (build.command(found, "go", "go build") for found in builds)
                return


def _groups(path: str, text: str, at: Running) -> Iterator[list[Running]]:
    """Yield the commands that run together: those of a script, or of one make target."""
    if path.endswith(shell_text.SCRIPT_ENDINGS):
        yield list(shell_text.of_script(path, text, at, (path,)).commands())
    else:
        for lines in _recipes(path, text):
            yield [found for line in lines for found in shell_text.of_recipe(line, at).commands()]


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


def _builds_image(found: Running, path: str, dockerfile: str) -> bool:
    """Tell whether a command builds an image from this Dockerfile; a script beside it need not name it."""
    words = found.words
    is_build = (found.program in programs.IMAGE_BUILDERS or "$" in words[0]) and "build" in words
    is_submitted = words[:3] == ("gcloud", "builds", "submit")
    if posixpath.dirname(path) == posixpath.dirname(dockerfile) and posixpath.dirname(path):
        return is_build or is_submitted
    folder = posixpath.dirname(path)
    named = {posixpath.normpath(posixpath.join(folder, word)) for word in words}
    return is_build and bool({dockerfile, posixpath.dirname(dockerfile) or "."} & named)
