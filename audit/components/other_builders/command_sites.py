"""Where commands stand: steps of workflows and of the repository's own actions, recipes of Makefiles, their scripts."""

import posixpath
import re
from collections.abc import Iterator

from audit.components.other_builders import builder_commands
from audit.components.other_builders.builder_commands import Found
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
_RECIPE = re.compile(r"^\t(?:[^\\\n]|\\.)*", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"(?<!\$)\$[({](\w+)[)}]")
_AUTOMATIC = dict.fromkeys("@*<^+?", "?")
_MOST_SCRIPTS = 40
_FARTHEST = 500  # lines from the beginning of a step to a command of its script


def workflow(path: str, text: str) -> Iterator[Built]:
    """Yield the builds of a workflow's or an action's steps."""
    found = nodes.read(text) if _TELLING.search(text) else None
    lines = text.split("\n")
    for step in _steps(found) if found is not None else ():
        for each in builder_commands.find(_EXPRESSION.sub("?", step.text("run"))):
            yield each.tool, each.image, Evidence(path, _line(lines, step.line, each), each.text)


def _steps(value: Value) -> Iterator[At]:
    """Yield every mapping of a list that is called `steps`."""
    if isinstance(value, At):
        yield from (each for each in value.items_of("steps") if isinstance(each, At))
        for inner in value.values():
            yield from _steps(inner)


def uses(path: str, text: str, actions: frozenset[str]) -> Iterator[Evidence]:
    """Yield the steps that use one of the actions."""
    found = nodes.read(text) if any(each in text for each in actions) else None
    for step in _steps(found) if found is not None else ():
        if (action := step.text("uses")).partition("@")[0] in actions:
            yield Evidence(path, step.line, action)


def recipes(path: str, text: str) -> Iterator[Built]:
    """Yield the builds that any recipe of a Makefile runs."""
    if not _TELLING.search(text):
        return
    read = makefile_syntax.read(path, text)
    variables = Variables({}, {}, {})
    for assignment in read.assignments:
        if not assignment.target:
            variables.assign(assignment)
    for line, step in _recipe(text):
        # a variable that the Makefile does not set comes from whoever calls make
        told = _NAMED.sub(lambda match: match[0] if variables.get(match[1]) is not None else "?", step)
        shell = variables.expand(told, _AUTOMATIC).lstrip("@-+ \t")
        for each in builder_commands.find(shell):
            yield each.tool, each.image, Evidence(path, line + each.line - 1, each.text)


def _recipe(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that begin with a tab, those they go on in with them; they need no rule that can be read."""
    line = last = 1
    for match in _RECIPE.finditer(text):
        line += text.count("\n", last - 1, match.start())
        last = match.start() + 1
        yield line, match[0]


def script(path: str, text: str) -> Iterator[Built]:
    """Yield the builds of a script."""
    for each in builder_commands.find(text) if _TELLING.search(text) else ():
        yield each.tool, each.image, Evidence(path, each.line, each.text)


def scripts(files: Files, makefiles: Iterator[str]) -> Iterator[str]:
    """Yield the paths of scripts that recipes call, each seen from its Makefile's folder; the first forty."""
    found: dict[str, None] = {}
    for path in makefiles:
        folder = posixpath.dirname(path)
        for _, step in _recipe(files.texts[path]):
            named = (posixpath.normpath(posixpath.join(folder, each)) for each in _SCRIPT.findall(step))
            found |= dict.fromkeys(each for each in named if each in files.paths)
    yield from list(found)[:_MOST_SCRIPTS]


def _line(lines: list[str], start: int, found: Found) -> int:
    """Return the line of a step's command: the first from the step on that has the command's first words."""
    words = found.text.split()[:2]
    near = range(start, min(start + _FARTHEST, len(lines) + 1))
    return next((number for number in near if all(word in lines[number - 1] for word in words)), start)
