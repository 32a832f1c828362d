"""Load the page's styles and scripts, with their hashes for its security policy."""

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
    """Hold what the page embeds: texts in order, the licence of third-party code, and the security policy."""

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
    """Return the file without the comment that names a source map, which is not shipped."""
    text = files("reports").joinpath("static", name).read_text(encoding="utf-8")
    return re.sub(r"\s*(//|/\*)# sourceMappingURL=[^\n]*", "", text).replace("\r\n", "\n")


def _policy(styles: tuple[str, ...], scripts: tuple[str, ...]) -> str:
    """Return a Content-Security-Policy that allows these styles and scripts only."""
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hashes(texts: tuple[str, ...]) -> str:
    """Return the hashes of the texts in the syntax of a policy."""
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)
