"""Notebooks import and show: no output is kept of them, they define nothing, and no path of a machine stands in them."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(path.name for path in FOLDER.glob("*.ipynb"))
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def cells(name: str) -> list[dict[str, Any]]:
    """Return a notebook's code cells."""
    found = json.loads((FOLDER / name).read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == "code"]


def test_there_are_three() -> None:
    assert NOTEBOOKS == ["explore.ipynb", "trends.ipynb", "what_if.ipynb"]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_outputs_are_stripped(name: str) -> None:
    assert [(cell["id"], cell["outputs"], cell["execution_count"]) for cell in cells(name)] == [
        (cell["id"], [], None) for cell in cells(name)
    ]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_nothing_is_defined(name: str) -> None:
    code = "\n".join("".join(cell["source"]) for cell in cells(name))
    found = [ast.unparse(node).partition("\n")[0] for node in ast.walk(ast.parse(code)) if isinstance(node, DEFINITIONS)]
    assert found == []


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_only_the_public_library_is_imported(name: str) -> None:
    code = "\n".join("".join(cell["source"]) for cell in cells(name))
    imports = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert {node.module if isinstance(node, ast.ImportFrom) else node.names[0].name for node in imports} == {
        "os", "itables", "audit", "audit.library", "reports",
    }  # fmt: skip
