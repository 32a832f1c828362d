"""Find what `config/lifecycle.yaml` knows of an image by its name and tag."""

import re
from fnmatch import fnmatchcase
from functools import lru_cache

from audit.compliance.base_image import version
from audit.dockerfile.syntax import image_reference
from audit.model.dockerfile import Image
from audit.policy.lifecycle import ImagePattern, Lifecycle

UNKNOWN_IMAGE = ImagePattern(name="")
_MIRROR = re.compile(r"[^/]+/(?:[^/]+/)*library/([^/]+)")


def canonical(image: Image) -> str:
    """Return the full name, with mirrors of Docker's official images under Docker Hub's name."""
    if image.name == image_reference.UNDECIDED and not image.registry:
        return image_reference.UNDECIDED
    name = image_reference.canonical(image)
    match = _MIRROR.fullmatch(name)
    return f"docker.io/library/{match[1]}" if match else name


@lru_cache(maxsize=4096)
def find(image: Image, lifecycle: Lifecycle) -> ImagePattern:
    """Return the first pattern that fits the image, or UNKNOWN_IMAGE."""
    name = canonical(image)
    tag = image.tag or ("" if image.digest else "latest")
    fits = (known for known in lifecycle.images if fnmatchcase(name, known.name) and fnmatchcase(tag, known.tag))
    return next(fits, UNKNOWN_IMAGE)


def family(image: Image) -> str:
    """Return the last part of the name without the release in it: `static-debian12` -> static."""
    return re.sub(r"-(?:debian|ubuntu|alpine)[\d.]+$", "", image.name.rpartition("/")[2])


def language_version(image: Image, language: str, lifecycle: Lifecycle) -> tuple[int, ...]:
    """Return the version in the tag of a language's image as numbers; empty for other images and other tags."""
    return version.numbers(image.tag) if find(image, lifecycle).language == language else ()
