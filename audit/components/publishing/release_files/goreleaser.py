"""Read the images that goreleaser builds from Dockerfiles: `dockers`, `dockers_v2` and `docker_manifests`.

https://goreleaser.com/customization/docker/
"""

import posixpath
import re
from collections.abc import Iterator, Mapping

from audit.components.publishing import building
from audit.components.publishing.building import Build, Push
from audit.model.evidence import Evidence
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At

_NAME = re.compile(r"\.?goreleaser(?:[.-][\w.-]+)?\.ya?ml")
_ACTION = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}")
_OPTION = re.compile(r"--(target|build-arg)[= ](.+)", re.DOTALL)
_WHOLE = (("dockers", "image_templates"), ("dockers_v2", "images"))


def is_one(path: str) -> bool:
    """Tell by its name whether a file configures goreleaser."""
    return _NAME.fullmatch(posixpath.basename(path)) is not None


def builds(path: str, text: str, repository: str) -> Iterator[Build | Push]:
    """Yield the builds and pushed manifests of a release; paths are those of the repository's root."""
    found = nodes.read(text) if "docker" in text else None
    if found is None:
        return
    owner, _, name = repository.partition("/")
    values = {".ProjectName": found.text("project_name") or name, ".Env.GITHUB_REPOSITORY": repository,
              ".Env.GITHUB_REPOSITORY_OWNER": owner}  # fmt: skip
    for item in found.items_of("env"):
        key, equals, value = item.partition("=") if isinstance(item, str) else ("", "", "")
        if equals:
            values[f".Env.{key}"] = _said(value, values)
    for key, names in _WHOLE:
        for docker in found.items_of(key):
            if isinstance(docker, At) and docker.text("skip_push") != "true":
                yield _built(docker, names, path, values)
    for manifest in found.items_of("docker_manifests"):
        if isinstance(manifest, At):
            hops = (Evidence(path, manifest.line, "docker_manifests"),)
            yield Push((_said(manifest.text("name_template"), values),), hops)


def _built(docker: At, names: str, path: str, values: Mapping[str, str]) -> Build:
    flags = [_said(flag, values) for flag in docker.items_of("build_flag_templates") if isinstance(flag, str)]
    options = [match.groups() for flag in flags if (match := _OPTION.fullmatch(flag))]
    given = dict(docker.texts("build_args"))
    given |= dict(pair.split("=", 1) for option, pair in options if option == "build-arg" and "=" in pair)
    dockerfile = _said(docker.text("dockerfile", "Dockerfile"), values)
    return Build(
        dockerfile=building.clean(dockerfile),
        images=tuple(_said(image, values) for image in docker.items_of(names) if isinstance(image, str)),
        target=next((value for option, value in options if option == "target"), ""),
        arguments=tuple((name, _said(value, values)) for name, value in given.items()),
        pushed=True,
        hops=(Evidence(path, docker.line, f"dockers: {dockerfile}"),),
        origin="release",
    )


def _said(text: str, values: Mapping[str, str]) -> str:
    """Return a template's text, `?` for what is neither a name nor an environment variable known here."""
    return _ACTION.sub(lambda match: values.get(match[1], "?"), text)
