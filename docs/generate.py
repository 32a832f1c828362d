"""Write the generated parts of the documentation from the code; with --check only compare.

usage: python docs/generate.py [--check]
"""

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from docs.site import architecture, columns, commands, configuration, markers, own_image, rules  # noqa: E402 - found first

DOCS = ROOT / "docs"


def main() -> int:
    """Write or compare every generated text; return 1 when one is not current."""
    wanted = dict(_texts())
    stale = [path for path, text in wanted.items() if _read(path) != text]
    gone = [path for path in (DOCS / "rules").glob("*.md") if path not in wanted]
    if "--check" in sys.argv[1:]:
        for path in (*stale, *gone):
            sys.stderr.write(f"{path.relative_to(ROOT)} is not current; run `make docs`\n")
        return 1 if stale or gone else 0
    for path in gone:
        path.unlink()
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], encoding="utf-8")
    return 0


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _texts() -> Iterator[tuple[Path, str]]:
    """Yield the path and the whole text of each page that is generated, or has a generated part."""
    for name, text in rules.pages():
        yield DOCS / "rules" / name, text
    yield DOCS / "reference" / "cli.md", commands.page()
    yield DOCS / "reference" / "configuration.md", configuration.page(ROOT)
    yield DOCS / "wings.svg", architecture.drawing(ROOT)
    yield DOCS / "extending" / "rule.md", _recipe()
    for page, name, inner in (
        (ROOT / "CONTRIBUTING.md", "wings", architecture.table(ROOT)),
        (DOCS / "architecture.md", "wings", architecture.table(ROOT)),
        (DOCS / "library.md", "columns", columns.tables()),
        (DOCS / "how-to" / "container-image.md", "own image", own_image.table(ROOT / "Dockerfile")),
    ):
        yield page, markers.replace(_read(page), name, inner)


def _recipe() -> str:
    """Return the section of CONTRIBUTING.md on adding a rule, as a page."""
    _, _, section = _read(ROOT / "CONTRIBUTING.md").partition("## Adding a rule\n")
    section, _, _ = section.partition("\n## ")
    return f"# Add a rule\n\n{section.strip()}\n"


if __name__ == "__main__":
    sys.exit(main())
