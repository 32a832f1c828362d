"""Find what `config/lifecycle.yaml` knows of an image by its name and tag."""

import re
from collections.abc import Iterator
from dataclasses import fields
from fnmatch import fnmatchcase
from functools import lru_cache

from audit.compliance.base_image import version
from audit.dockerfile.syntax import image_reference
from audit.dockerfile.syntax.image_reference import UNDECIDED
from audit.model.dockerfile import Image
from audit.policy.lifecycle import ImagePattern, Lifecycle

UNKNOWN_IMAGE = ImagePattern(name="")
_MIRROR = re.compile(r"[^/]+/(?:[^/]+/)*library/([^/]+)")


def canonical(image: Image) -> str:
    """Return the full name, with mirrors of Docker's official images under Docker Hub's name.

    A name whose head nobody decides stays as it is: `?alpine` may be of any registry.
    """
    written = f"{image.registry}/{image.name}" if image.registry else image.name
    name = written if UNDECIDED in written.partition("/")[0] else image_reference.canonical(image)
    match = _MIRROR.fullmatch(name)
    return f"docker.io/library/{match[1]}" if match else name


@lru_cache(maxsize=4096)
def find(image: Image, lifecycle: Lifecycle) -> ImagePattern:
    """Return the first pattern that fits the image, or UNKNOWN_IMAGE.

    Where nobody decides a part of the tag and several may fit, the answer holds what these have in common.
    """
    known = possible(image, lifecycle)
    if len(known) == 1:
        return known[0]
    values = {field.name: {getattr(pattern, field.name) for pattern in known} for field in fields(ImagePattern)}
    return ImagePattern(**{name: found.pop() for name, found in values.items() if len(found) == 1} | {"name": ""})


@lru_cache(maxsize=4096)
def possible(image: Image, lifecycle: Lifecycle) -> tuple[ImagePattern, ...]:
    """Return the patterns that may be the first to fit the image, whatever its undecided parts turn out to be."""
    return tuple(_possible(image, lifecycle)) or (UNKNOWN_IMAGE,)


def _possible(image: Image, lifecycle: Lifecycle) -> Iterator[ImagePattern]:
    """Yield every pattern that may fit, up to the one that does; one that names a word of the tag excludes others."""
    found = tuple(_fitting(image, lifecycle))
    yield from found[-1:] if found and found[-1].tag != "*" else found


def _fitting(image: Image, lifecycle: Lifecycle) -> Iterator[ImagePattern]:
    name = canonical(image)
    tag = image.tag or ("" if image.digest else "latest")
    for known in lifecycle.recorded.hardened.get(name, lifecycle.images):
        if not _fits_name(name, known.name):
            continue
        if fnmatchcase(tag, known.tag):
            yield known
            return
        if UNDECIDED in tag and _meet(tag.replace(UNDECIDED, "*"), known.tag):
            yield known


def _fits_name(name: str, pattern: str) -> bool:
    """Tell whether a name fits, whatever its undecided head: only what speaks of no registry fits all of them."""
    if UNDECIDED in name.partition("/")[0] and pattern != "*" and not pattern.startswith("*/"):
        return False
    return fnmatchcase(name, pattern)


@lru_cache(maxsize=4096)
def _meet(one: str, other: str) -> bool:
    """Tell whether any text fits both globs, of which `*` is the only wildcard."""
    if not one or not other:
        return not (one + other).strip("*")
    if one[0] == "*":
        return _meet(one[1:], other) or _meet(one, other[1:])
    if other[0] == "*":
        return _meet(one, other[1:]) or _meet(one[1:], other)
    return one[0] == other[0] and _meet(one[1:], other[1:])


def family(image: Image) -> str:
    """Return the last part of the name without the release in it: `static-debian12` -> static."""
    return re.sub(r"-(?:debian|ubuntu|alpine)[\d.]+$", "", image.name.rpartition("/")[2])


def language_version(image: Image, language: str, lifecycle: Lifecycle) -> tuple[int, ...]:
    """Return the version in the tag of a language's image as numbers; empty for other images and other tags."""
    return version.numbers(image.tag) if find(image, lifecycle).language == language else ()
