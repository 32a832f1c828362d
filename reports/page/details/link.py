"""Make addresses of rows, and of files and lines on the web."""

import hashlib
from urllib.parse import quote

from audit.model.scoreboard import Standing


def key(standing: Standing) -> str:
    """Return a short name for the row that stays the same from run to run."""
    place = standing.place
    dockerfile = standing.component.dockerfile
    target = f"\n{dockerfile.target}" if dockerfile.target else ""
    subject = f"{place.repository}\n{place.branch}\n{dockerfile.path}{target}"
    return f"c-{hashlib.sha256(subject.encode(errors='surrogatepass')).hexdigest()[:10]}"


def address(standing: Standing, path: str = "", line: int | None = None) -> str:
    """Return the address of a file of the component's repository, by default its Dockerfile; empty if unknown."""
    url, dockerfile = standing.place.url, standing.component.dockerfile.path
    if not url.startswith(("https://", "http://")):
        return ""
    anchor = "" if line is None else f"#L{line}"
    if path in {"", dockerfile}:
        return url + anchor
    own = next((own for own in (dockerfile, _quoted(dockerfile)) if url.endswith(f"/{own}")), None)
    return "" if own is None else url.removesuffix(own) + _quoted(path) + anchor


def _quoted(path: str) -> str:
    """Return the path quoted for an address."""
    return quote(path, errors="surrogateescape")
