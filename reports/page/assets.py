"""Styles and scripts of the page, with the hashes by which its security policy knows them."""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_STYLES = ("tabulator.min.css", "page.css", "board.css", "print.css")
_SCRIPTS = (
    "tabulator.min.js",
    "element.js",
    "address.js",
    "sheet.js",
    "stages.js",
    "details.js",
    "opening.js",
    "columns.js",
    "choosing.js",
    "showing.js",
    "board.js",
)


@dataclass(frozen=True, slots=True)
class Assets:
    """Hold what the page embeds: texts in order, the licence of what others wrote, and the security policy."""

    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    licence: str
    policy: str


@cache
def load() -> Assets:
    """Return the assets that come with the package."""
    styles = tuple(_read(name) for name in _STYLES)
    scripts = tuple(_read(name) for name in _SCRIPTS)
    return Assets(styles, scripts, _read("tabulator.LICENSE"), _policy(styles, scripts))


def _read(name: str) -> str:
    """Return the file without the comment that names a source map, which would be asked for in vain."""
    text = files("reports").joinpath("static", name).read_text(encoding="utf-8")
    return re.sub(r"\s*(//|/\*)# sourceMappingURL=[^\n]*", "", text).replace("\r\n", "\n")


def _policy(styles: tuple[str, ...], scripts: tuple[str, ...]) -> str:
    """Return a Content-Security-Policy that lets these styles and scripts in and nothing else."""
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hashes(texts: tuple[str, ...]) -> str:
    """Return the texts' hashes as a policy names them."""
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)
