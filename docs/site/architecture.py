"""Draw the wings in the order of the import contract, and list what each of them does."""

import ast
import re
import tomllib
from collections.abc import Sequence
from html import escape
from pathlib import Path

COMPOSED = {"__main__", "cli", "pipeline", "facade"}  # they call the wings; data does not pass through them
WIDTH, HEIGHT, GAP, NAME = 960, 34, 14, 160


def wings(root: Path) -> list[tuple[str, str]]:
    """Return the name and the first sentence of the docstring of each wing, in the order in which data passes them."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = [
        contract["layers"] for contract in contracts
        if contract["type"] == "layers" and contract.get("containers") == ["audit"]
    ]  # fmt: skip
    names = [name.strip(" ()") for layer in reversed(layers) for name in re.split(r"[|:]", layer)]
    found = [(f"audit/{name}", root / "audit" / name) for name in names if name not in COMPOSED]
    return [(name, _sentence(path)) for name, path in (*found, ("reports", root / "reports"))]


def _sentence(path: Path) -> str:
    """Return the first paragraph of the docstring of a package or module."""
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    text = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
    return " ".join(text.partition("\n\n")[0].split())


def table(root: Path) -> str:
    """Return the wings as a table; a folder ends with a slash."""
    rows = "".join(f"| `{name}{'/' if (root / name).is_dir() else '.py'}` | {text} |\n" for name, text in wings(root))
    return f"| wing | what it does |\n|---|---|\n{rows}"


def drawing(root: Path) -> str:
    """Return the line of the wings as SVG: a box for each, an arrow from each to the next."""
    rows = wings(root)
    height = len(rows) * (HEIGHT + GAP) + GAP
    words = escape("Data passes the wings in this order: " + ", ".join(name for name, _ in rows))
    boxes = "".join(_box(place, *row, rows) for place, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'font-family="sans-serif" font-size="13">\n<title>{words}</title>\n'
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>\n{boxes}</svg>\n'
    )


def _box(place: int, name: str, text: str, rows: Sequence[tuple[str, str]]) -> str:
    top, middle = GAP + place * (HEIGHT + GAP), 10 + NAME // 2
    arrow = (
        f'<path d="M{middle} {top + HEIGHT}v{GAP - 4}m-4 -4l4 4l4 -4" stroke="#555" fill="none"/>\n'
        if place + 1 < len(rows)
        else ""
    )
    return (
        f'<rect x="10" y="{top}" width="{NAME}" height="{HEIGHT}" rx="4" fill="#e8eefc" stroke="#3b5bb5"/>\n'
        f'<text x="{middle}" y="{top + 22}" text-anchor="middle" fill="#111">{escape(name)}</text>\n'
        f'<text x="{NAME + 24}" y="{top + 22}" fill="#333">{escape(text)}</text>\n{arrow}'
    )
