"""The limits that last: modules in a folder, lines of a module and of a function, and tests no longer than the code."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = sorted(path for wing in ("audit", "reports") for path in (ROOT / wing).rglob("*.py"))
MODULES, LINES, FUNCTION = 14, 150, 30
PLUG_INS = {"audit/compliance/rules", "audit/cli/commands", "audit/migration/recipes"}  # flat: found by being there


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def length(path: Path) -> int:
    """Return the number of lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def long_functions(path: Path) -> Iterator[str]:
    """Yield the functions of a module that are too long, from `def` to the last line; decorators do not count."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION:
                yield f"{name(path)}:{node.name}"


def test_no_folder_holds_more_than_14_modules_side_by_side() -> None:
    folders = [path.parent for path in SOURCES if path.name != "__init__.py"]
    crowded = {name(folder) for folder in folders if folders.count(folder) > MODULES}
    assert crowded - PLUG_INS == set()


def test_no_module_is_longer_than_150_lines() -> None:
    assert {name(path) for path in SOURCES if length(path) > LINES} == set()


def test_no_function_is_longer_than_30_lines() -> None:
    assert {function for path in SOURCES for function in long_functions(path)} == set()


def test_the_tests_are_no_longer_than_the_code() -> None:
    code, tests = (sum(map(length, paths)) for paths in (SOURCES, (ROOT / "tests").rglob("*.py")))
    assert tests <= code
