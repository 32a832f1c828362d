"""From an image reference to its tier, family, release and end of support, as of a given date."""

import re
from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Literal

from audit.compliance.base_image import version
from audit.dockerfile.syntax import image_reference
from audit.model.dockerfile import Image
from audit.model.runtime import Runtime
from audit.policy.lifecycle import ImagePattern, Lifecycle, Release

Support = Literal["yes", "lts", "no", "?"]
DISTRIBUTIONS = frozenset({"distroless", "debian", "alpine", "ubuntu", "ubi", "centos"})
NOTHING = ImagePattern(name="")
_MIRROR = re.compile(r"[^/]+/(?:[^/]+/)*library/([^/]+)")


def canonical(image: Image) -> str:
    """Return the full name, with mirrors of Docker's official images under Docker Hub's name."""
    if image.name == image_reference.UNDECIDED and not image.registry:
        return image_reference.UNDECIDED
    name = image_reference.canonical(image)
    match = _MIRROR.fullmatch(name)
    return f"docker.io/library/{match[1]}" if match else name


@lru_cache(maxsize=4096)
def pattern(image: Image, lifecycle: Lifecycle) -> ImagePattern:
    """Return the first pattern that fits the image, or NOTHING."""
    name = canonical(image)
    tag = image.tag or ("" if image.digest else "latest")
    fitting = (each for each in lifecycle.images if fnmatchcase(name, each.name) and fnmatchcase(tag, each.tag))
    return next(fitting, NOTHING)


def runtime(image: Image, lifecycle: Lifecycle, when: date) -> Runtime:
    """Tell what a base image is; `unknown` and `?` where nobody knows."""
    known = pattern(image, lifecycle)
    found = releases(image, lifecycle)
    return Runtime(
        image=image,
        tier=known.tier or "unknown",
        family=known.family or family(image),
        release=" ".join(shown(each) for each in found),
        supported=worst(found, when),
        supported_until=min((each.ends.isoformat() for each in found if each.ends), default=""),
    )


def shown(release: Release) -> str:
    """Return a release as people call it: `debian 12`, `go 1.25`, `distroless debian12`."""
    return f"{release.line} {release.release}"


def ended(release: Release, lifecycle: Lifecycle) -> str:
    """Say when a release ended; one that is older than the oldest of its line has no day of its own on record."""
    if release in lifecycle.releases:
        return f"{shown(release)} ended on {release.ends}"
    return f"{shown(release)} is older than the oldest on record, which ended on {release.ends}"


def family(image: Image) -> str:
    """Return the last part of the name without the release in it: `static-debian12` -> static."""
    return re.sub(r"-(?:debian|ubuntu|alpine)[\d.]+$", "", image.name.rpartition("/")[2])


def support(release: Release, when: date) -> Support:
    """Tell whether a release is supported on a day: yes, by its long-term team only, or no more."""
    if release.ends is None or release.ends >= when:
        return "yes"
    return "lts" if release.extended is not None and release.extended >= when else "no"


def last_day(release: Release, when: date) -> str:
    """Return the last day of the support that a release has lost by a day, ISO; empty when it has lost none."""
    lost = [each for each in (release.ends, release.extended) if each is not None and each < when]
    return max(lost).isoformat() if lost else ""


def worst(found: tuple[Release, ...], when: date) -> Support:
    """Return the worst support of the releases, `?` when there are none."""
    said = {support(each, when) for each in found}
    return next((each for each in ("no", "lts", "yes") if each in said), "?")


@lru_cache(maxsize=4096)
def releases(image: Image, lifecycle: Lifecycle) -> tuple[Release, ...]:
    """Return the releases that the reference names, distribution and language, one of each line."""
    known = pattern(image, lifecycle)
    words = set(re.split(r"[-_/:]", f"{image.name}:{image.tag}"))
    found: dict[str, Release] = {}
    for each in lifecycle.releases:
        if _applies(each, image, known) and (words & set(each.names) or _is_of(image, known, each)):
            found.setdefault(each.line, each)
    if known.line and known.line not in found:
        found |= {each.line: each for each in _older(image, known.line, lifecycle)}
    return tuple(found.values())


def _applies(release: Release, image: Image, known: ImagePattern) -> bool:
    """Tell whether a release can be of the image: distroless follows its own dates, and some are a family's."""
    if release.line.startswith("distroless") != (known.line == "distroless"):
        return False
    own = family(image)
    return not release.families or any(fnmatchcase(own, each) for each in release.families)


def _is_of(image: Image, known: ImagePattern, release: Release) -> bool:
    written = version.numbers(image.tag)
    numbers = version.numbers(release.release)
    return known.line == release.line and bool(numbers) and version.belongs(written, numbers)


def _older(image: Image, line: str, lifecycle: Lifecycle) -> Iterator[Release]:
    """Yield a release that has ended for a version older than the oldest one of its line."""
    written = version.numbers(image.tag)
    of_line = [each for each in lifecycle.releases if each.line == line and version.numbers(each.release)]
    oldest = min(of_line, key=lambda each: version.numbers(each.release), default=None)
    if oldest is not None and written < version.numbers(oldest.release)[: len(written)]:
        yield Release(line=line, release=".".join(map(str, written[:2])), ends=oldest.ends)


def is_unrecorded(image: Image, lifecycle: Lifecycle) -> bool:
    """Tell whether the tag names a version of its line that is not on record, nor the beginning of one that is."""
    written, line = version.numbers(image.tag), pattern(image, lifecycle).line
    recorded = [version.numbers(each.release) for each in lifecycle.releases if each.line == line]
    named = {each.line for each in releases(image, lifecycle)}
    return (
        bool(written and any(recorded))
        and line not in named
        and not any(version.belongs(each, written) for each in recorded)
    )


def meant(image: Image, lifecycle: Lifecycle, when: date) -> Release | None:
    """Return the release that a name without one stood for on a day, or None when it is not on record."""
    name, own, known = canonical(image), family(image), pattern(image, lifecycle)
    for each in sorted(lifecycle.meant, key=lambda one: one.since, reverse=True):
        fits = not each.families or any(fnmatchcase(own, one) for one in each.families)
        if each.since <= when and fits and fnmatchcase(name, each.name):
            of_line = (one for one in lifecycle.releases if one.line == known.distribution and each.means in one.names)
            return next((one for one in of_line if _applies(one, image, known)), None)
    return None
