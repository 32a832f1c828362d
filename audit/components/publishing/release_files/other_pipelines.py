"""Read the scripts of other CI services: GitLab, Azure, CircleCI, Travis, Drone, Buildkite, Tekton and their like."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from audit.components.publishing import scripts
from audit.components.publishing.building import Act
from audit.dockerfile.build_context import Files
from audit.model.evidence import Evidence
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At, Value

_FOLDERS = (".azure", ".azure-pipelines", ".circleci", ".gitlab", ".buildkite", ".tekton", ".semaphore")
_NAME = re.compile(
    r"\.gitlab-ci(?:\.[\w.-]+)?\.yml|azure-pipelines[\w.-]*\.ya?ml|\.travis\.yml|\.drone\.yml|\.woodpecker\.ya?ml"
)
_SCRIPTS = ("script", "bash", "run", "command", "commands", "before_script", "after_success", "sh", "inlineScript")
_VARIABLES = ("env", "variables", "environment")
_DEEPEST = 20


def is_one(path: str) -> bool:
    """Tell by its path whether a file configures one of these services."""
    folder, name = posixpath.split(path)
    return _NAME.fullmatch(name) is not None or (folder.split("/")[0] in _FOLDERS and name.endswith((".yml", ".yaml")))


def builds(path: str, text: str, files: Files, barren: set[tuple[str, ...]]) -> Iterator[Act]:
    """Yield the builds and pushes of all scripts, with the variables that are set around each."""
    found = nodes.read(text) if scripts.may_build(text) else None
    if found is not None:
        yield from _within(found, path, {}, scripts.StepFiles(files, barren), 0)


def _within(value: Value, path: str, known: Mapping[str, str], reader: scripts.StepFiles, depth: int) -> Iterator[Act]:
    if depth > _DEEPEST or isinstance(value, str):
        return
    if isinstance(value, At):
        known = {**known, **{name: text for key in _VARIABLES for name, text in value.texts(key).items()}}
        for key in _SCRIPTS:
            text = _joined(value.get(key, ""))
            if text:
                at = scripts.start("", known, (Evidence(path, value.line_of(key), key),))
                yield from scripts.builds(text, at, reader)
    for inner in value.values() if isinstance(value, At) else value:
        yield from _within(inner, path, known, reader, depth + 1)


def _joined(value: Value) -> str:
    return value if isinstance(value, str) else "\n".join(
        line for line in value if isinstance(line, str)
    ) if not isinstance(value, At) else ""  # fmt: skip
