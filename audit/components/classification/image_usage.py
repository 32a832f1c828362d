"""What an image is used for, as files around it and its labels say: a step of pipelines, an action, a bundle."""

import posixpath
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from audit.dockerfile.build_context import Files
from audit.dockerfile.syntax import image_reference
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Evidence
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At

# the words that signals know, and how a page says them
SAID = {
    "pipeline-component": "a pipeline's component is made of it",
    "action": "an action of workflows runs it",
    "operator-bundle": "its label says that it is an operator's bundle",
}
_COMPONENTS = ("component.yaml", "component.yml")
_ACTIONS = ("action.yaml", "action.yml")
_BUNDLE = "operators.operatorframework.io.bundle."
_MOST = 20  # files of one sort that are read for one Dockerfile
_ON_A_REGISTRY = "docker://"


def wanted(dockerfile: Dockerfile, files: Files) -> Iterator[str]:
    """Yield the paths of pipeline components in the Dockerfile's folder and one below, and of actions."""
    yield from _components(dockerfile.path, files)
    yield from _actions(files)


def find(dockerfile: Dockerfile, names: Collection[str], files: Files) -> Iterator[Evidence]:
    """Yield each use with its place, the text a key of `SAID`; `names` are those that the image is published under."""
    for path in _components(dockerfile.path, files):
        container = _read(path, files).mapping("implementation").mapping("container")
        if container.text("image"):
            yield Evidence(path, container.line_of("image"), "pipeline-component")
    for path in _actions(files):
        runs = _read(path, files).mapping("runs")
        if runs.text("image") and _is_built(runs.text("image"), path, dockerfile.path, names):
            yield Evidence(path, runs.line_of("image"), "action")
    for stage in dockerfile.lineage(dockerfile.final):
        for each in stage.instructions:
            if each.keyword == "LABEL" and _BUNDLE in each.value:
                yield Evidence(dockerfile.path, each.line, "operator-bundle")


def _components(dockerfile: str, files: Files) -> Iterable[str]:
    """Return those beside a Dockerfile and one folder below: deeper ones are data, as below one at the root."""
    inner = posixpath.dirname(dockerfile)
    folders = sorted(each for each in files.folders if inner and inner in (each, posixpath.dirname(each)))
    return islice(_named(folders, _COMPONENTS, files), _MOST)


def _actions(files: Files) -> Iterable[str]:
    """Return those that lie anywhere in the repository, the nearest to its root first."""
    folders = sorted(files.folders, key=lambda each: (each.count("/"), each))
    return islice(_named(folders, _ACTIONS, files), _MOST)


def _read(path: str, files: Files) -> At:
    return nodes.read(files.texts.get(path, "")) or At()


def _named(folders: Iterable[str], names: tuple[str, ...], files: Files) -> Iterator[str]:
    for folder in folders:
        yield from (path for name in names if (path := posixpath.join(folder, name)) in files.paths)


def _is_built(image: str, action: str, dockerfile: str, names: Collection[str]) -> bool:
    """Tell whether an action's image is a Dockerfile, by its path from the action, or is published under a name."""
    if not image.startswith(_ON_A_REGISTRY):
        return posixpath.normpath(posixpath.join(posixpath.dirname(action), image)) == dockerfile
    pulled = image_reference.canonical(image_reference.read(image.removeprefix(_ON_A_REGISTRY)))
    return pulled in {image_reference.canonical(image_reference.read(name)) for name in names}
