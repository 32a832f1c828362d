"""What the nearest go.mod says: a lower bound of the Go version, and modules that need cgo."""

import posixpath
import re
from collections.abc import Iterable

from audit.dockerfile import build_context
from audit.dockerfile.build_context import Files
from audit.model.component import GoModule
from audit.model.evidence import Evidence

_GO_LINE = re.compile(r"^go\s+\d[\d.]*", re.MULTILINE)


def _path(dockerfile: str, files: Files) -> str | None:
    """Return the path of the go.mod in the Dockerfile's folder or the nearest one above, or None."""
    candidates = (posixpath.join(folder, "go.mod") for folder in build_context.ancestors(dockerfile))
    return next((candidate for candidate in candidates if candidate in files.paths), None)


def find(dockerfile: str, files: Files, imports: Iterable[Evidence], cgo_modules: tuple[str, ...]) -> GoModule:
    """Read the nearest go.mod; `import "C"` in the main package shows a need for cgo too."""
    place = _path(dockerfile, files)
    text = files.text(place) if place else None
    if place is None or not text:
        return GoModule(cgo_need=_imported(imports))
    match = _GO_LINE.search(text)
    line = Evidence(place, _line(text, match.start()), match[0]) if match else None
    return GoModule(go_line=line, cgo_need=_imported(imports) or _required(place, text, cgo_modules))


def _imported(imports: Iterable[Evidence]) -> Evidence | None:
    return next((Evidence(item.path, item.line, 'import "C"') for item in imports if item.text == "C"), None)


def _required(place: str, text: str, cgo_modules: tuple[str, ...]) -> Evidence | None:
    """Return the first direct requirement of a module that needs cgo."""
    for number, line in enumerate(text.split("\n"), 1):
        words = line.split()
        if "// indirect" not in line and any(word in cgo_modules for word in words[:2]):
            return Evidence(place, number, line.strip())
    return None


def _line(text: str, index: int) -> int:
    return text.count("\n", 0, index) + 1
