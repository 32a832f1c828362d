"""Follow the imports of a Python or Node program through the repository's own modules."""

import posixpath
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from audit.components.go_program.go_closure import is_double
from audit.components.runtime_needs import script_start
from audit.dockerfile import build_context
from audit.dockerfile.build_context import Files
from audit.model.component import Program
from audit.model.dockerfile import Dockerfile
from audit.model.runtime_needs import Closure

MAXIMUM_FILES = 300
_PYTHON_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<base>\.*[\w.]*)[ \t]+import[ \t]+(?P<names>\([^)]*\)|[^\n#]+)"
    r"|import[ \t]+(?P<plain>[\w., \t]+))",
    re.MULTILINE,
)
_NODE_IMPORT = re.compile(r"""(?:from|import|require\()\s*\(?\s*['"](?P<path>\.[^'"\n]*)['"]""")
_NODE_ENDS = ("", ".ts", ".tsx", ".js", ".mjs", ".cjs", "/index.ts", "/index.js")


@dataclass(frozen=True, slots=True)
class ScriptClosure:
    """Hold path and text of the modules that a program is made of, and how much of them was read."""

    sources: tuple[tuple[str, str], ...]
    read: Closure


def walk(dockerfile: Dockerfile, program: Program, language: str, files: Files) -> ScriptClosure:
    """Return the modules that the program's first file imports, with that file; nothing where it is not found."""
    if language == "python":
        start = script_start.of_python(dockerfile, program, files)
        return _walked(start, lambda path, text: _python_imports(path, text, start, files), files)
    start = script_start.of_node(dockerfile, program, files) if language == "node" else ""
    return _walked(start, lambda path, text: _node_imports(path, text, files), files)


def _walked(start: str, imported: Callable[[str, str], Iterator[str]], files: Files) -> ScriptClosure:
    waiting, known, absent = deque([start] if start else []), {start}, 0
    sources: list[tuple[str, str]] = []
    while waiting:
        path = waiting.popleft()
        text = files.text(path)
        if text is None:
            absent += 1
            continue
        sources.append((path, text))
        for inner in imported(path, text):
            if inner not in known and not is_double(inner):
                known.add(inner)
                waiting.append(inner)
        if len(known) > MAXIMUM_FILES:
            return ScriptClosure(tuple(sources), Closure(len(sources), f"more than {MAXIMUM_FILES} modules"))
    unread = f"{absent} of {len(known)} modules of the program were not read" if absent else ""
    return ScriptClosure(tuple(sources), Closure(len(sources), unread if start else Closure().unread))


def _python_imports(path: str, text: str, start: str, files: Files) -> Iterator[str]:
    for module in _python_modules(text):
        yield from _python_files(module, path, start, files)


@lru_cache(maxsize=4096)
def _python_modules(text: str) -> tuple[str, ...]:
    """Return what a text imports: modules, and names that may be modules; dots in front are kept."""
    found: list[str] = []
    for match in _PYTHON_IMPORT.finditer(text):
        base = match["base"] or ""
        listed = (match["names"] or match["plain"]).strip("()").split(",")
        names = [re.split(r"\s+as\s+", name.strip())[0] for name in listed]
        found += [base] if base.strip(".") else []
        found += [f"{base}{'.' if base.strip('.') else ''}{name}" for name in names]
    return tuple(dict.fromkeys(found))


def _python_files(module: str, path: str, start: str, files: Files) -> Iterator[str]:
    """Yield the file of a module: relative to the one that imports it, or from the first file's folder upwards."""
    dots = len(module) - len(module.lstrip("."))
    inner = module.lstrip(".").replace(".", "/").strip()
    if not inner:
        return
    roots = (
        [posixpath.normpath(posixpath.join(posixpath.dirname(path), *[".."] * (dots - 1)))]
        if dots
        else list(build_context.ancestors(start))
    )
    for root in roots:
        for end in (".py", "/__init__.py"):
            candidate = posixpath.normpath(posixpath.join(root, inner + end))
            if candidate in files.paths:
                yield candidate
                return


def _node_imports(path: str, text: str, files: Files) -> Iterator[str]:
    for match in _NODE_IMPORT.finditer(text):
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), match["path"]))
        bare = re.sub(r"\.[cm]?js$", "", place)
        found = (candidate for stem in (place, bare) for end in _NODE_ENDS if (candidate := stem + end) in files.paths)
        yield from list(found)[:1]
