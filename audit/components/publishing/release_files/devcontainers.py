"""Read developer containers that are built ahead: one configuration names the image, another one its Dockerfile.

https://containers.dev/guide/prebuild
"""

import json
import posixpath
import re
from collections.abc import Iterator

from audit.components.publishing import building
from audit.components.publishing.building import Build
from audit.dockerfile.build_context import Files
from audit.model.evidence import Evidence

_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
_COMMA = re.compile(r",(\s*[}\]])")


def is_one(path: str) -> bool:
    """Tell by its name whether a file configures a developer container."""
    return posixpath.basename(path) in ("devcontainer.json", ".devcontainer.json")


def builds(files: Files, repository: str) -> Iterator[Build]:
    """Yield the build of the image that a configuration names, when exactly one other builds a Dockerfile.

    The image has to be of the repository's owner.
    """
    read = {path: _read(files.texts[path]) for path in sorted(filter(is_one, files.texts))}
    owner = re.sub(r"[^a-z0-9]", "", repository.partition("/")[0].lower())
    images = {path: str(found["image"]) for path, found in read.items() if "image" in found}
    own = {path: image for path, image in images.items() if owner in re.sub(r"[^a-z0-9/]", "", image).split("/")}
    built = [(path, build) for path, found in read.items() if isinstance(build := found.get("build"), dict)]
    if len(set(own.values())) == 1 and len(built) == 1:
        (path, build), (place, image) = built[0], next(iter(own.items()))
        dockerfile = build.get("dockerfile", "Dockerfile")
        yield Build(
            dockerfile=building.clean(posixpath.join(posixpath.dirname(path), str(dockerfile))),
            images=(image,),
            target=str(build.get("target", "")),
            arguments=(),
            pushed=True,
            hops=(Evidence(path, None, f"build: {dockerfile}"), Evidence(place, None, f"image: {image}")),
            origin="list",
            assumed=True,
        )


def _read(text: str) -> dict[str, object]:
    try:
        found = json.loads(_COMMA.sub(r"\1", _COMMENT.sub("", text)))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
