"""Read the services of compose files that are built here: their Dockerfile, target, arguments and image.

https://docs.docker.com/reference/compose-file/build/
"""

import posixpath
import re
from collections.abc import Iterator

from audit.components.publishing import building
from audit.components.publishing.building import Build
from audit.dockerfile.syntax import substitution
from audit.model.evidence import Evidence
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At

_NAME = re.compile(r"(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml|[\w.-]+[.-]compose\.ya?ml")


def is_one(path: str) -> bool:
    """Tell by its name whether a file is a compose file."""
    return _NAME.fullmatch(posixpath.basename(path)) is not None


def builds(path: str, text: str) -> Iterator[Build]:
    """Yield the builds of a compose file; `push` of compose is on request, so none counts as pushed."""
    found = nodes.read(text) if "build" in text else None
    for name, service in found.mapping("services").items() if found is not None else ():
        if isinstance(service, At) and "build" in service:
            yield _of_service(path, name, service)


def _of_service(path: str, name: str, service: At) -> Build:
    build = service.mapping("build")
    context = _said(service.text("build") or build.text("context", "."))
    folder = posixpath.join(posixpath.dirname(path), context)
    image = service.text("image")
    return Build(
        dockerfile=building.clean(posixpath.join(folder, _said(build.text("dockerfile", "Dockerfile")))),
        images=(_said(image),) if image else (),
        target=_said(build.text("target")),
        arguments=tuple(_arguments(build)),
        pushed=False,
        hops=(Evidence(path, service.line_of("build"), f"service {name}"),),
        origin="local",
    )


def _arguments(build: At) -> Iterator[tuple[str, str]]:
    yield from ((name, _said(value)) for name, value in build.texts("args").items())
    for item in build.items_of("args"):
        name, equals, value = item.partition("=") if isinstance(item, str) else ("", "", "")
        if equals:
            yield name, _said(value)


def _said(text: str) -> str:
    return substitution.expand(text, {}) if "$" in text else text
