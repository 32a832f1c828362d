"""Decide from the sources that are compiled whether a Go program needs cgo; a C compiler in the builder is no sign."""

import re
from collections.abc import Iterator

from audit.components.go_program import go_source
from audit.components.go_program.go_closure import GoClosure, Source
from audit.components.go_program.go_source import Import
from audit.dockerfile.build_context import Files
from audit.model.evidence import Evidence
from audit.model.runtime_needs import CgoNeed
from audit.policy.needs import CgoPackage

_STRENGTH = ("none", "stub", "unknown", "needed")
_WITHOUT = re.compile(r"!\s*cgo\b")


def find(closure: GoClosure, known: tuple[CgoPackage, ...], files: Files) -> CgoNeed:
    """Return the strongest need; without one, `unknown` where not all sources were read."""
    names = tuple(package.package for package in known)
    telling = ((source, item) for source in closure.sources for item in source.file.imports)
    found = [
        need
        for source, item in telling
        if item.path == "C" or item.path.startswith(names)  # most imports are neither, and there are many
        for need in _of_import(source, item, known, files)
    ]
    if closure.read.unread:
        found.append(CgoNeed("unknown", closure.read.unread))
    none = CgoNeed("none", f"none of {closure.read.files} files that are compiled imports C or a package that needs it")
    strongest = max(found, key=lambda need: _STRENGTH.index(need.value), default=none)
    same = [need for need in found if need.value == strongest.value]
    evidence = dict.fromkeys(item for need in same for item in need.evidence)
    return CgoNeed(strongest.value, strongest.why, tuple(evidence))


def _of_import(source: Source, item: Import, known: tuple[CgoPackage, ...], files: Files) -> Iterator[CgoNeed]:
    if item.path == "C":
        yield _of_c(source, item, files)
    for package in known:
        if item.path == package.package or item.path.startswith(f"{package.package}/"):
            need = _of_package(source, item, package)
            yield from () if need is None else (need,)
            return


def _of_c(source: Source, item: Import, files: Files) -> CgoNeed:
    """Look whether a package that imports C has sources that take over without cgo."""
    shown = Evidence(source.path, item.line, 'import "C"')
    folder = source.path.rpartition("/")[0]
    for path in files.folders.get(folder, ()):
        text = files.texts.get(path, "") if path.endswith(".go") else ""
        if text and _WITHOUT.search(go_source.read(text).constraint):
            return CgoNeed(
                "stub", "a file beside it is compiled without cgo instead", (shown, Evidence(path, 1, "!cgo"))
            )
    if source.double:
        return CgoNeed("needed", "a test double that is compiled into the program imports C", (shown,))
    return CgoNeed("needed", "the program imports C", (shown,))


def _of_package(source: Source, item: Import, package: CgoPackage) -> CgoNeed | None:
    shown = Evidence(source.path, item.line, f"imports {item.path}")
    if package.without == "works":
        return None
    if package.without == "fails":
        return CgoNeed("needed", f"{package.package} does not compile without cgo", (shown,))
    for symbol, line in _symbols(source, item):
        if package.symbols and symbol not in package.symbols:
            used = Evidence(source.path, line, f"{item.name}.{symbol}")
            return CgoNeed("needed", f"{item.name}.{symbol} is there with cgo only", (used, shown))
    if source.double:
        return CgoNeed("stub", f"only a test double uses {package.package}, which compiles without cgo", (shown,))
    return CgoNeed("needed", f"{package.package} does not work without cgo", (shown,))


def _symbols(source: Source, item: Import) -> Iterator[tuple[str, int]]:
    """Yield each name that the source uses of an imported package, with its line."""
    for match in re.finditer(rf"(?<![\w.\"/]){re.escape(item.name)}\.([A-Z]\w*)", source.text):
        yield match[1], source.text.count("\n", 0, match.start()) + 1
