"""Read the image's name, the scanner's version and dates from the head of a report."""

import re
from collections.abc import Iterable
from datetime import date

from audit.dockerfile.syntax import image_reference
from audit.model.dockerfile import Image

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_ARCHIVE = re.compile(r"\.(tar|tgz|tar\.[a-z0-9]+|json)$|^/|^\.", re.IGNORECASE)


def image(names: Iterable[str], digests: Iterable[str]) -> Image | None:
    """Return the first name that is an image's, with the digest under which it was pushed; None when there is none.

    The path of an archive or folder that was scanned is no name.
    """
    known = [name for name in names if name and image_reference.is_valid(name) and not _ARCHIVE.search(name)]
    if not known:
        return None
    found = image_reference.read(known[0])
    digest = found.digest or next((digest.rpartition("@")[2] for digest in digests if digest), "")
    return Image(text=found.text, registry=found.registry, name=found.name, tag=found.tag, digest=digest)


def version(text: str) -> str:
    """Return a scanner's version; empty for what development builds write, `[not provided]`."""
    return "" if text.startswith("[") else text


def built(moment: str | None) -> str:
    """Return the ISO date on which an image was built; empty for the epoch, which reproducible builds write."""
    found = day(moment or "")
    return "" if found < "2000" else found


def day(moment: str) -> str:
    """Return the ISO date of a moment; empty for what is none, or for Go's zero time."""
    found = _DATE.match(moment)
    if not found or moment.startswith("0001-"):
        return ""
    try:
        return date.fromisoformat(found[0]).isoformat()
    except ValueError:
        return ""
