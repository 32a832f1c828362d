"""From a Dockerfile and the files around it to a component; first says which files it wants, then answers."""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from audit.components import context, gopackage, kind, language, origin, program
from audit.components.seen import Seen
from audit.dockerfile import build
from audit.model.component import Component
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Evidence
from audit.policy.signals import Signals

_GO_LINE = re.compile(r"^go\s+\d[\d.]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Hold the repository's name, the weights of signals, all its paths, and the texts of those that were asked for."""

    repository: str
    signals: Signals
    paths: Collection[str]
    texts: Mapping[str, str]


def wanted(dockerfile: Dockerfile, paths: Collection[str]) -> Iterator[str]:
    """Yield the paths whose texts `find` reads: the script that starts, the Go main package, the nearest go.mod."""
    starting = program.find(dockerfile, paths, {})
    if starting.words and (script := program.script_path(starting, dockerfile, paths)):
        yield script
    yield from gopackage.files(dockerfile.path, build.commands(dockerfile), starting, paths)
    if module := _nearest("go.mod", dockerfile.path, paths):
        yield module


def find(dockerfile: Dockerfile, around: Surroundings) -> Component:
    """Answer what the Dockerfile builds."""
    builds = build.commands(dockerfile)
    runs = program.find(dockerfile, around.paths, around.texts)
    compiled = gopackage.files(dockerfile.path, builds, runs, around.paths)
    imports = tuple(gopackage.imports(compiled, around.texts))
    seen = Seen(around.repository, dockerfile, runs, builds, around.paths, imports)
    return Component(
        name=name(around.repository, dockerfile.path),
        dockerfile=dockerfile,
        builds=builds,
        language=language.find(seen, around.signals.languages),
        kind=kind.find(seen, around.signals),
        outside=tuple(origin.built_outside(dockerfile, runs, around.paths)),
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
    path = _nearest("go.mod", dockerfile, around.paths)
    match = _GO_LINE.search(around.texts.get(path, "")) if path else None
    if path is None or match is None:
        return None
    return Evidence(path, around.texts[path].count("\n", 0, match.start()) + 1, match[0])
