"""Read a project's own lists of images: entries that name a Dockerfile of the repository and the image's last part.

Tools of single projects (istio's tools/docker.yaml, OpenShift's ci-operator) share this form: a list of mappings with
the path of the Dockerfile and a name. What is left open, the registry, others have to tell.
"""

import posixpath
import re
from collections.abc import Iterator

from audit.components.publishing import building
from audit.components.publishing.building import Build
from audit.dockerfile.build_context import Files
from audit.model.evidence import Evidence
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At, Value

_NAME = re.compile(r"[\w.-]*(?:docker|images?|containers?)[\w.-]*\.(?:ya?ml|json)")
_DOCKERFILE = ("dockerfile", "dockerFile", "dockerfile_path", "dockerfilePath", "docker_file", "file")
_IMAGES = ("image", "name", "image_name", "imageName", "to", "repository")
_DEEPEST = 8


def is_one(path: str) -> bool:
    """Tell by its name whether a file may list images."""
    return _NAME.fullmatch(posixpath.basename(path)) is not None


def builds(path: str, text: str, files: Files) -> Iterator[Build]:
    """Yield a build for each entry with a Dockerfile that exists and a name."""
    found = nodes.read(text) if "ocker" in text else None
    if found is not None:
        yield from _within(found, path, files, 0)


def _within(value: Value, path: str, files: Files, depth: int) -> Iterator[Build]:
    if isinstance(value, str) or depth > _DEEPEST:
        return
    if isinstance(value, At):
        dockerfile = building.clean(next((value.text(key) for key in _DOCKERFILE if value.text(key)), "?"))
        image = next((value.text(key) for key in _IMAGES if value.text(key)), "")
        if dockerfile in files.paths and image:
            hops = (Evidence(path, value.line, f"{image}: {dockerfile}"),)
            name = image if "/" in image else f"?/{image}"
            yield Build(dockerfile, (name,), value.text("target"), (), pushed=True, hops=hops, origin="list")
    for inner in value.values() if isinstance(value, At) else value:
        yield from _within(inner, path, files, depth + 1)
