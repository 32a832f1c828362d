"""Map images to report paths and back: SCANNER/REGISTRY/NAME/TAG.json, for reports that name no image."""

from urllib.parse import quote, unquote

from audit.dockerfile.syntax import image_reference
from audit.model.dockerfile import Image

_DIGEST = "sha256-"


def path(image: Image, scanner: str) -> str:
    """Return the path of a scanner's report on an image, relative to the folder of reports."""
    version = image.digest.replace(":", "-", 1) if image.digest else image.tag
    parts = (scanner, *image_reference.canonical(image).split("/"), f"{version}.json")
    return "/".join(quote(part, safe="") for part in parts)


def image(where: str) -> Image | None:
    """Return the image that a report's path names; None when it names none.

    The name begins with the registry, the first part that has a dot or a port, and ends before the file: a tag, or
    `sha256-` and the hexadecimal digits of a digest.
    """
    parts = [unquote(part) for part in where.removesuffix(".json").split("/")]
    first = next((index for index, part in enumerate(parts[:-2]) if "." in part or ":" in part), None)
    if first is None:
        return None
    name, version = "/".join(parts[first:-1]), parts[-1]
    text = f"{name}@{version.replace('-', ':', 1)}" if version.startswith(_DIGEST) else f"{name}:{version}"
    return image_reference.read(text) if image_reference.is_valid(text) else None
