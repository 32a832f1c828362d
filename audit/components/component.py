"""From a Dockerfile and the files around it to a component; first says which files it wants, then answers."""

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from audit.components import gopackage, kind, language, origin, program
from audit.components.seen import Seen
from audit.dockerfile import build, context
from audit.dockerfile.context import Files
from audit.model.component import Component
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Evidence
from audit.policy.signals import Signals

_GO_LINE = re.compile(r"^go\s+\d[\d.]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Hold the repository's name, the weights of signals, and its files."""

    repository: str
    signals: Signals
    files: Files


def wanted(dockerfile: Dockerfile, files: Files) -> Iterator[str]:
    """Yield the paths, not read yet, whose texts `find` reads.

    They are the script that starts, Makefiles and scripts that build, the Go main package and the nearest go.mod.
    """
    starting = program.find(dockerfile, files.paths, files.texts)
    builds = build.commands(dockerfile, files)
    yield from build.wanted(dockerfile, files)
    candidates = [*gopackage.files(dockerfile.path, builds, starting, files)]
    if starting.words and (script := program.script_path(starting, dockerfile, files.paths)):
        candidates.append(script)
    if module := _nearest("go.mod", dockerfile.path, files.paths):
        candidates.append(module)
    yield from (path for path in candidates if path not in files.texts)


def find(dockerfile: Dockerfile, around: Surroundings) -> Component:
    """Answer what the Dockerfile builds."""
    builds = build.commands(dockerfile, around.files)
    runs = program.find(dockerfile, around.files.paths, around.files.texts)
    compiled = gopackage.files(dockerfile.path, builds, runs, around.files)
    imports = tuple(gopackage.imports(compiled, around.files.texts))
    seen = Seen(around.repository, dockerfile, runs, builds, around.files, imports)
    return Component(
        name=name(around.repository, dockerfile.path),
        dockerfile=dockerfile,
        builds=builds,
        language=language.find(seen, around.signals.languages),
        kind=kind.find(seen, around.signals),
        outside=tuple(origin.built_outside(dockerfile, runs, around.files)),
        go_line=_go_line(dockerfile.path, around),
    )


def name(repository: str, path: str) -> str:
    """Return what people call the component: the telling part of file and folder, else the repository's name."""
    folder, _, file = path.rpartition("/")
    special = re.sub(r"(?i)(?:^|[._-])(?:docker|container)file(?:[._-]|$)", " ", file).strip()
    telling = [
        part for part in folder.split("/") if part and not re.fullmatch(r"v\d\w*|build|images?|docker|cmd|src", part)
    ]
    return "-".join([*(telling[-1:] or [repository.rpartition("/")[2]]), *special.split()])


def _nearest(file: str, dockerfile: str, paths: Collection[str]) -> str | None:
    candidates = (posixpath.join(folder, file) for folder in context.ancestors(dockerfile))
    return next((path for path in candidates if path in paths), None)


def _go_line(dockerfile: str, around: Surroundings) -> Evidence | None:
    path = _nearest("go.mod", dockerfile, around.files.paths)
    match = _GO_LINE.search(around.files.texts.get(path, "")) if path else None
    if path is None or match is None:
        return None
    return Evidence(path, around.files.texts[path].count("\n", 0, match.start()) + 1, match[0])
