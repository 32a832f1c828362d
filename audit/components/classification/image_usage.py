"""What an image is used for, as files around it and its labels say: a step of pipelines, an action, a bundle."""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from audit.dockerfile import build_context
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
    "composed": "a compose file builds and runs it",
    "listed-as-example": "a README lists it as an example",
    "listed-for-tests": "a README lists it for tests",
}
_COMPONENTS = ("component.yaml", "component.yml")
_ACTIONS = ("action.yaml", "action.yml")
_PURPOSE = re.compile(r"(?i)(?<!for )\b(?:(?P<example>examples?|samples?|demos?)|e2e|tests?|load generator)\b")
_COMPOSE = re.compile(r"(?:(?:deploy|deployment|deployments|docker|compose)/)?(?:docker-)?compose(?:[.-]\w+)?\.ya?ml")
_CONTEXT = re.compile(r"\s+(?:build|context):\s*[\"']?([\w./-]+)[\"']?\s*(?:#.*)?$")
_DOCKERFILE = re.compile(r"\s+dockerfile:\s*[\"']?([\w./-]+)")
_BUNDLE = "operators.operatorframework.io.bundle."
_MOST = 20  # files of one sort that are read for one Dockerfile
_ON_A_REGISTRY = "docker://"


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
    yield from _listed(dockerfile.path, files)
    yield from _composed(dockerfile.path, files)
    for stage in dockerfile.lineage(dockerfile.final):
        for instruction in stage.instructions:
            if instruction.keyword == "LABEL" and _BUNDLE in instruction.value:
                yield Evidence(dockerfile.path, instruction.line, "operator-bundle")


def _listed(dockerfile: str, files: Files) -> Iterator[Evidence]:
    """Read what READMEs of the folders above, the root's left out, say on the line that names the part's folder."""
    for folder in build_context.ancestors(dockerfile):
        path = posixpath.join(folder, "README.md")
        part = dockerfile.removeprefix(f"{folder}/").partition("/")[0]
        if folder and part != posixpath.basename(dockerfile) and path in files.paths:
            named = re.compile(rf"(?<![\w-]){re.escape(part)}(?![\w-])")
            for number, line in enumerate((files.text(path) or "").split("\n"), 1):
                rest = named.split(line, maxsplit=1)
                found = _PURPOSE.search(rest[-1]) if len(rest) > 1 else None
                if found:
                    yield Evidence(path, number, "listed-as-example" if found["example"] else "listed-for-tests")
                    return


def _composed(dockerfile: str, files: Files) -> Iterator[Evidence]:
    """Yield the line of a compose file, at the root or in a folder of deployments, that builds the Dockerfile."""
    for path in sorted(path for path in files.paths if _COMPOSE.fullmatch(path)):
        lines = (files.text(path) or "").split("\n")
        for number, line in enumerate(lines, 1):
            found = _CONTEXT.match(line)
            context = posixpath.join(posixpath.dirname(path), found[1]) if found else ""
            for below in lines[number : number + 3] if found else ():
                if named := _DOCKERFILE.match(below):
                    break
            else:
                named = None
            built = posixpath.normpath(posixpath.join(context, named[1] if named else "Dockerfile"))
            if found and built == dockerfile:
                yield Evidence(path, number, "composed")
                return


def _components(dockerfile: str, files: Files) -> Iterable[str]:
    """Return those beside a Dockerfile and one folder below: deeper ones are data, as below one at the root."""
    inner = posixpath.dirname(dockerfile)
    found = _named(_COMPONENTS, files, below=f"{inner}/") if inner else ()
    return islice(sorted(path for path in found if inner in _two_folders(path)), _MOST)


def _two_folders(path: str) -> tuple[str, str]:
    folder = posixpath.dirname(path)
    return folder, posixpath.dirname(folder)


def _actions(files: Files) -> Iterable[str]:
    """Return those that lie anywhere in the repository, the nearest to its root first."""
    return islice(sorted(_named(_ACTIONS, files), key=lambda path: (path.count("/"), path)), _MOST)


def _read(path: str, files: Files) -> At:
    return nodes.read(files.text(path) or "") or At()


def _named(names: tuple[str, ...], files: Files, below: str = "") -> Iterator[str]:
    """Yield the paths below a folder whose last part is one of the names."""
    ends = tuple(f"/{name}" for name in names)
    return (path for path in files.paths if path.startswith(below) and (path.endswith(ends) or path in names))


def _is_built(image: str, action: str, dockerfile: str, names: Collection[str]) -> bool:
    """Tell whether an action's image is a Dockerfile, by its path from the action, or is published under a name."""
    if not image.startswith(_ON_A_REGISTRY):
        return posixpath.normpath(posixpath.join(posixpath.dirname(action), image)) == dockerfile
    pulled = image_reference.canonical(image_reference.read(image.removeprefix(_ON_A_REGISTRY)))
    return pulled in {image_reference.canonical(image_reference.read(name)) for name in names}
