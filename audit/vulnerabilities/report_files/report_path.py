"""Where a report lies tells which image it is of, for scanners whose reports do not: REGISTRY/NAME/TAG.json."""

from urllib.parse import quote, unquote

from audit.dockerfile.syntax import image_reference
from audit.model.dockerfile import Image

_DIGEST = "sha256-"


def path(image: Image, scanner: str) -> str:
    """Return where a scanner's report on an image belongs, relative to the folder of reports."""
    version = image.digest.replace(":", "-", 1) if image.digest else image.tag
    parts = (scanner, *image_reference.canonical(image).split("/"), f"{version}.json")
    return "/".join(quote(each, safe="") for each in parts)


def image(where: str) -> Image | None:
    """Return the image that a report's path names; None when it names none.

    The name begins with the registry, the first part that has a dot or a port, and ends before the file: a tag, or
    `sha256-` and the hexadecimal digits of a digest.
    """
    parts = [unquote(each) for each in where.removesuffix(".json").split("/")]
    first = next((index for index, each in enumerate(parts[:-2]) if "." in each or ":" in each), None)
    if first is None:
        return None
    name, version = "/".join(parts[first:-1]), parts[-1]
    text = f"{name}@{version.replace('-', ':', 1)}" if version.startswith(_DIGEST) else f"{name}:{version}"
    return image_reference.read(text) if image_reference.is_valid(text) else None
