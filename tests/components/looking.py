"""A Dockerfile and the files around it, from texts."""

from audit.components.classification.observations import Observations
from audit.components.component import Surroundings, find
from audit.components.dependencies import go_package
from audit.components.program import entrypoint
from audit.dockerfile import build
from audit.dockerfile.build_context import Files, folders
from audit.dockerfile.parse import parse
from audit.model.command import BuildCommand
from audit.model.component import Component
from audit.model.dockerfile import Dockerfile
from audit.model.repository import Source
from audit.policy import shipped_files
from audit.policy.signals import Signals
from audit.policy.yaml import document

SIGNALS = document.read(shipped_files.packaged() / "signals.yaml", Signals)


def read(text: str, path: str = "Dockerfile") -> Dockerfile:
    dockerfile = parse(Source(path, text.encode()))
    assert isinstance(dockerfile, Dockerfile)
    return dockerfile


def tree(texts: dict[str, str], *others: str) -> Files:
    """Return files: those with their texts, and others of which only the path is known."""
    paths = {*texts, *others}
    return Files(paths, texts, folders(paths))


def builds(dockerfile: Dockerfile, files: Files) -> tuple[BuildCommand, ...]:
    return tuple(build.builds(build.follow(dockerfile, files)))


def observed(dockerfile: Dockerfile, files: Files, repository: str = "o/r") -> Observations:
    runs = entrypoint.find(dockerfile, files)
    built = builds(dockerfile, files)
    compiled = go_package.files(dockerfile, built, runs, files)
    imports = tuple(go_package.imports(compiled, files))
    return Observations(repository, dockerfile, runs, built, files, imports)


def component(
    text: str, files: dict[str, str] | None = None, *others: str, path: str = "Dockerfile", repository: str = "o/r"
) -> Component:
    return find(read(text, path), Surroundings(repository, SIGNALS, tree(files or {}, *others)))


def missing(text: str, files: dict[str, str], *others: str) -> set[str]:
    """Return the paths that reading a component misses."""
    around = tree(files, *others)
    find(read(text), Surroundings("o/r", SIGNALS, around))
    return set(around.missing)
