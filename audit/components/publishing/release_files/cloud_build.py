"""Read the steps of Google Cloud Build: docker, kaniko, make and scripts, with their substitutions.

https://docs.cloud.google.com/build/docs/build-config-file-schema
"""

import posixpath
import re
import shlex
from collections.abc import Iterator, Mapping

from audit.components.publishing import building, scripts
from audit.components.publishing.building import Act, Push
from audit.dockerfile.build_context import Files
from audit.model.evidence import Evidence
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At

_NAME = re.compile(r"(?:.*[-_.])?cloud-?build(?:[-_.].*)?\.(?:ya?ml|json)")
_SUBSTITUTION = re.compile(r"\$(\$)|\$\{([A-Z_]\w*)\}|\$([A-Z_]\w*)")
_BUILDERS = {"docker": "docker", "kaniko": "/kaniko/executor", "executor": "/kaniko/executor", "make": "make"}
_SHELLS = ("bash", "sh")


def is_one(path: str) -> bool:
    """Tell by its name whether a file configures Cloud Build."""
    return _NAME.fullmatch(posixpath.basename(path)) is not None


def builds(path: str, text: str, files: Files, barren: set[tuple[str, ...]]) -> Iterator[Act]:
    """Yield the builds and pushes of the steps; `images` are pushed when all steps are done."""
    found = nodes.read(text) if "steps" in text else None
    if found is None:
        return
    values = found.texts("substitutions")
    for step in found.items_of("steps"):
        if isinstance(step, At):
            yield from _of_step(step, path, values, files, barren)
    hops = (Evidence(path, found.line_of("images"), "images"),)
    pushed = tuple(_said(name, values) for name in found.items_of("images") if isinstance(name, str))
    if pushed:
        yield Push(pushed, hops)


def _of_step(
    step: At, path: str, values: Mapping[str, str], files: Files, barren: set[tuple[str, ...]]
) -> Iterator[Act]:
    hops = (Evidence(path, step.line, f"step {step.text('id') or step.text('entrypoint') or step.text('name')}"),)
    pairs = (item.partition("=") for item in step.items_of("env") if isinstance(item, str))
    environment = {name: _said(value, values) for name, equals, value in pairs if equals}
    folder = building.clean(_said(step.text("dir"), values) or ".").removeprefix(".")
    at = scripts.start(folder, environment, hops)
    yield from scripts.builds(_script(step, values), at, scripts.StepFiles(files, barren))


def _script(step: At, values: Mapping[str, str]) -> str:
    """Return what a step runs as shell text."""
    if step.text("script"):
        return step.text("script")
    last = step.text("name").partition("@")[0].rpartition("/")[2].partition(":")[0]
    program = step.text("entrypoint") or _BUILDERS.get(last, last)
    words = [_said(word, values) for word in step.items_of("args") if isinstance(word, str)]
    if posixpath.basename(program) in _SHELLS and words[:1] and words[0].startswith("-") and "c" in words[0]:
        return words[1] if len(words) > 1 else ""
    return " ".join(shlex.quote(word) for word in (program, *words))


def _said(text: str, values: Mapping[str, str]) -> str:
    """Return a text with the file's substitutions; one that only the trigger gives is `?`, a `$$` is a dollar."""
    return _SUBSTITUTION.sub(lambda match: "$" if match[1] else values.get(match[2] or match[3], "?"), text)
