"""From an image reference to its tier, family, release and end of support, as of a given date."""

import re
from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatchcase
from typing import Literal

from audit.compliance import version
from audit.dockerfile import reference
from audit.model.dockerfile import Image
from audit.model.scoreboard import Runtime
from audit.policy.lifecycle import ImagePattern, Lifecycle, Release

_MIRROR = re.compile(r"[^/]+/(?:[^/]+/)*library/([^/]+)")
NOTHING = ImagePattern(name="")


def pattern(image: Image, lifecycle: Lifecycle) -> ImagePattern:
    """Return the first pattern that fits the image, or NOTHING; a mirror of an official image counts as it."""
    name = canonical(image)
    tag = image.tag or ("latest" if not image.digest else "")
    return next(
        (each for each in lifecycle.images if fnmatchcase(name, each.name) and fnmatchcase(tag, each.tag)), NOTHING
    )


def canonical(image: Image) -> str:
    """Return the full name, with mirrors of Docker's official images under Docker Hub's name."""
    name = reference.canonical(image)
    match = _MIRROR.fullmatch(name)
    return f"docker.io/library/{match[1]}" if match else name


def runtime(image: Image, lifecycle: Lifecycle, when: date) -> Runtime:
    """Tell what a base image is; `unknown` and `?` where nobody knows."""
    known = pattern(image, lifecycle)
    found = tuple(releases(image, known, lifecycle))
    return Runtime(
        image=image,
        tier=known.tier or "unknown",
        family=known.family or _family(image),
        release=" ".join(f"{each.line} {each.release}" for each in found),
        supported=_supported(found, when),
        supported_until=min((each.ends.isoformat() for each in found if each.ends), default=""),
    )


def _family(image: Image) -> str:
    """Return the last part of the name without the release in it: `static-debian12` -> static."""
    return re.sub(r"-(?:debian|ubuntu|alpine)[\d.]+$", "", image.name.rpartition("/")[2])


def _supported(found: tuple[Release, ...], when: date) -> Literal["yes", "no", "?"]:
    if any(ended(each, when) for each in found):
        return "no"
    return "yes" if found else "?"


def ended(release: Release, when: date) -> bool:
    """Tell whether the last day of support is past."""
    return release.ends is not None and release.ends < when


def releases(image: Image, known: ImagePattern, lifecycle: Lifecycle) -> Iterator[Release]:
    """Yield the releases that the reference names: distribution and language, each line once."""
    words = set(re.split(r"[-_/:]", f"{image.name}:{image.tag}"))
    seen: set[str] = set()
    for each in lifecycle.releases:
        if each.line not in seen and (words & set(each.names) or _is_of(image, known, each)):
            seen.add(each.line)
            yield each
    if known.line and known.line not in seen:
        yield from _older(image, known.line, lifecycle)


def _is_of(image: Image, known: ImagePattern, release: Release) -> bool:
    written = version.numbers(image.tag)
    return known.line == release.line and bool(written) and version.belongs(written, version.numbers(release.release))


def _older(image: Image, line: str, lifecycle: Lifecycle) -> Iterator[Release]:
    """Yield a release that ended for a version older than the oldest one of its line."""
    written = version.numbers(image.tag)
    of_line = [each for each in lifecycle.releases if each.line == line]
    oldest = min(of_line, key=lambda each: version.numbers(each.release), default=None)
    if written and oldest is not None and written < version.numbers(oldest.release):
        yield Release(line=line, release=".".join(map(str, written[:2])), ends=oldest.ends)
