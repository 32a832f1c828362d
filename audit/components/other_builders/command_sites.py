"""Find builders in steps of workflows and of the repository's own actions, recipes of Makefiles, and scripts."""

import posixpath
import re
from collections.abc import Iterator

from audit.components.other_builders import builder_commands
from audit.components.other_builders.builder_commands import BuilderCommand
from audit.dockerfile.build_context import Files
from audit.dockerfile.makefile import makefile_syntax
from audit.dockerfile.makefile.variables import Variables
from audit.model.evidence import Evidence
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At, Value

Built = tuple[str, str, Evidence]  # tool, image, where
_TELLING = re.compile(r"\b(?:ko|pack|s2i|apko|mvnw?|gradlew?)\b")
_EXPRESSION = re.compile(r"\$\{\{[^{}]*\}\}")
_SCRIPT = re.compile(r"[\w./-]+\.(?:sh|bash)\b")
_NAMED = re.compile(r"(?<!\$)\$[({](\w+)[)}]")
_AUTOMATIC = dict.fromkeys("@*<^+?", "?")
_MOST_SCRIPTS = 40
_FARTHEST = 500  # lines from the beginning of a step to a command of its script


def workflow(path: str, text: str) -> Iterator[Built]:
    """Yield the builds of a workflow's or an action's steps."""
    root = nodes.read(text) if _TELLING.search(text) else None
    lines = text.split("\n")
    for step in _steps(root) if root is not None else ():
        for found in builder_commands.find(_EXPRESSION.sub("?", step.text("run"))):
            yield found.tool, found.image, Evidence(path, _line(lines, step.line, found), found.text)


def _steps(value: Value) -> Iterator[At]:
    """Yield every mapping of a list that is called `steps`."""
    if isinstance(value, At):
        yield from (step for step in value.items_of("steps") if isinstance(step, At))
        for inner in value.values():
            yield from _steps(inner)


def uses(path: str, text: str, actions: frozenset[str]) -> Iterator[Evidence]:
    """Yield the steps that use one of the actions."""
    found = nodes.read(text) if any(action in text for action in actions) else None
    for step in _steps(found) if found is not None else ():
        if (action := step.text("uses")).partition("@")[0] in actions:
            yield Evidence(path, step.line, action)


def recipes(path: str, text: str) -> Iterator[Built]:
    """Yield the builds that any recipe of a Makefile runs."""
    if not _TELLING.search(text):
        return
    variables = Variables({}, {}, {})
    variables.assign_globals(makefile_syntax.read(path, text))
    for step in makefile_syntax.tabbed_lines(text):
        # a variable that the Makefile does not set comes from whoever calls make
        known = _NAMED.sub(lambda match: match[0] if variables.get(match[1]) is not None else "?", step.text)
        for found in builder_commands.find(variables.expand(known, _AUTOMATIC)):
            yield found.tool, found.image, Evidence(path, step.line + found.line - 1, found.text)


def script(path: str, text: str) -> Iterator[Built]:
    """Yield the builds of a script."""
    for found in builder_commands.find(text) if _TELLING.search(text) else ():
        yield found.tool, found.image, Evidence(path, found.line, found.text)


def scripts(files: Files, makefiles: Iterator[str]) -> Iterator[str]:
    """Yield the paths of scripts that recipes call, relative to the folder of the Makefile; the first forty."""
    found: dict[str, None] = {}
    for path in makefiles:
        folder = posixpath.dirname(path)
        for step in makefile_syntax.tabbed_lines(files.texts[path]):
            named = (posixpath.normpath(posixpath.join(folder, name)) for name in _SCRIPT.findall(step.text))
            found |= dict.fromkeys(script for script in named if script in files.paths)
    yield from list(found)[:_MOST_SCRIPTS]


def _line(lines: list[str], start: int, found: BuilderCommand) -> int:
    """Return the line of a step's command: the first from the step on that has the command's first words."""
    words = found.text.split()[:2]
    near = range(start, min(start + _FARTHEST, len(lines) + 1))
    return next((number for number in near if all(word in lines[number - 1] for word in words)), start)
