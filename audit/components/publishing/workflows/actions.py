"""Read the inputs of actions, and of other repositories' workflows, that build and push images.

Most of them call the same things by similar names: the Dockerfile, its context, the image's registry, owner and name.
"""

from collections.abc import Iterator, Mapping

from audit.components.publishing import building
from audit.components.publishing.building import Build
from audit.components.publishing.workflows.expression_context import Scope

META = "docker/metadata-action"
PUSH = "redhat-actions/push-to-registry"
BUILD = ("docker/build-push-action", "depot/build-push-action")
BAKE = ("docker/bake-action", "depot/bake-action")
_FILE = ("file", "dockerfile", "dockerfile-path", "dockerfile_path", "containerfiles", "dockerfiles", "build_file",
         "containerfile", "docker-file", "docker_file", "dockerFile")  # fmt: skip
_CONTEXT = ("context", "build-context", "build_context", "docker-context", "directory", "workdir", "path")
_IMAGE = ("image", "image-name", "image_name", "imageName", "docker-image-name", "docker_image_name", "images", "name",
          "repository", "docker_repository", "app-name")  # fmt: skip
_OWNER = ("docker-image-owner", "image-owner", "owner", "organization", "org", "namespace", "registry-namespace")
_REGISTRY = ("registry", "docker-registry", "container-registry", "image-registry", "image_registry")
_HUBS = ("docker.io", "hub.docker.com", "index.docker.io", "registry.hub.docker.com")


def listed(images: str) -> str:
    """Return the names that metadata-action is given, one a line, each as a tag without a tag.

    An entry with `enable=false` is none; one whose condition nobody decides counts.
    """
    found = list[str]()
    for line in images.replace(",\n", "\n").splitlines():
        first, *rest = line.strip().split(",")
        names = [part.partition("=")[2] for part in (first, *rest) if part.startswith("name=")]
        if first and "enable=false" not in (first, *rest):
            found.append(names[0] if names else first)
    return "\n".join(found)


def built(given: Mapping[str, str], scope: Scope) -> Build:
    """Return the build of docker/build-push-action and of what takes the same inputs."""
    context = given.get("context", ".")
    context = "." if "?" in context or "://" in context else context
    named = building.NAMED.findall(given.get("outputs", ""))
    return Build(
        dockerfile=building.clean(given.get("file") or f"{context}/Dockerfile"),
        images=(*_tags(given.get("tags", "")), *named),
        target=given.get("target", ""),
        arguments=_arguments(given.get("build-args", "")),
        pushed=given.get("push", "") not in ("", "false") or "push=true" in given.get("outputs", ""),
        hops=scope.hops,
        platforms=tuple(building.listed_platforms([given.get("platforms", "")])),
    )


def resembling(given: Mapping[str, str], scope: Scope) -> Build | None:
    """Return the build of an action by the names of its inputs; None without a Dockerfile at hand and a name.

    It is an assumption unless the inputs name the Dockerfile: a default may be another one.
    """
    image, tags = _first(given, _IMAGE), _tags(given.get("tags", ""))
    full = tuple(tag for tag in tags if "/" in tag)
    context = _first(given, _CONTEXT).strip() or "."
    named = _first(given, _FILE).strip().partition("\n")[0]
    candidates = [named, f"{context}/{named}"] if named else [f"{context}/Dockerfile"]
    found = (building.clean(path) for path in candidates)
    dockerfile = next((path for path in found if path in scope.files.paths), "")
    if not dockerfile or not (image or full):
        return None
    return Build(
        dockerfile=dockerfile,
        images=full or tuple(_whole(name.strip(), given) for name in listed(image).splitlines()),
        target=given.get("target", ""),
        arguments=_arguments(given.get("build-args", given.get("build_args", given.get("buildargs", "")))),
        pushed=given.get("push", "true") != "false",
        hops=scope.hops,
        platforms=tuple(building.listed_platforms([given.get("platforms", "")])),
        assumed=not named,
    )


def can_resemble(names: Mapping[str, str]) -> bool:
    """Tell whether an action's inputs name a Dockerfile and an image, whatever their values."""
    return any(name in names for name in _FILE) and any(name in names for name in (*_IMAGE, "tags"))


def _whole(name: str, given: Mapping[str, str]) -> str:
    """Return a name with the registry and the owner that other inputs give."""
    registry, owner = _first(given, _REGISTRY).removeprefix("https://").strip("/"), _first(given, _OWNER).strip("/")
    name = f"{owner}/{name}" if owner and "/" not in name else name
    registered = "." in name.partition("/")[0]
    return name if not registry or registered or registry in _HUBS else f"{registry}/{name}"


def _first(given: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((given[name] for name in names if given.get(name)), "")


def _tags(text: str) -> tuple[str, ...]:
    return tuple(tag.strip() for line in text.splitlines() for tag in line.split(",") if tag.strip())


def _arguments(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(_pairs(text))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        name, equals, value = line.strip().partition("=")
        if equals:
            yield name, value
