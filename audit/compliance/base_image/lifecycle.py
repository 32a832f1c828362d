"""Return the releases that an image reference names, and compare their end-of-life dates with a day."""

import re
from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Literal

from audit.compliance.base_image import image_pattern, official_tag, version
from audit.model.dockerfile import Image
from audit.model.runtime import Runtime
from audit.policy.lifecycle import ImagePattern, Lifecycle, Release

Support = Literal["yes", "lts", "no", "?"]
DISTRIBUTIONS = frozenset({"distroless", "debian", "alpine", "ubuntu", "ubi", "centos"})


def runtime(image: Image, lifecycle: Lifecycle, when: date) -> Runtime:
    """Return tier, family, release and support of a base image on a day; `unknown` and `?` where not on record."""
    known = image_pattern.find(image, lifecycle)
    found = releases(image, lifecycle)
    return Runtime(
        image=image,
        tier=known.tier or "unknown",
        family=known.family or image_pattern.family(image),
        release=" ".join(shown(release) for release in found),
        supported=worst(found, when),
        supported_until=min((release.ends.isoformat() for release in found if release.ends), default=""),
    )


def shown(release: Release) -> str:
    """Return a release with its line: `debian 12`, `go 1.25`, `distroless debian12`."""
    return f"{release.line} {release.release}"


def ended(release: Release, lifecycle: Lifecycle) -> str:
    """Return when a release ended, in words; one older than the oldest of its line has no day of its own on record."""
    if release in lifecycle.releases:
        return f"{shown(release)} ended on {release.ends}"
    return f"{shown(release)} is older than the oldest on record, which ended on {release.ends}"


def support(release: Release, when: date) -> Support:
    """Return the support of a release on a day: yes, by its long-term team only (`lts`), or no."""
    if release.ends is None or release.ends >= when:
        return "yes"
    return "lts" if release.extended is not None and release.extended >= when else "no"


def last_day(release: Release, when: date) -> str:
    """Return the last day of the support that a release has lost by a day, ISO; empty when it has lost none."""
    lost = [day for day in (release.ends, release.extended) if day is not None and day < when]
    return max(lost).isoformat() if lost else ""


def worst(found: tuple[Release, ...], when: date) -> Support:
    """Return the worst support of the releases, `?` when there are none."""
    levels = {support(release, when) for release in found}
    return next((level for level in ("no", "lts", "yes") if level in levels), "?")


@lru_cache(maxsize=4096)
def releases(image: Image, lifecycle: Lifecycle) -> tuple[Release, ...]:
    """Return the releases that the reference names, distribution and language, one of each line."""
    known = image_pattern.find(image, lifecycle)
    words = set(re.split(r"[-_/:]", f"{image.name}:{image.tag}"))
    found: dict[str, Release] = {}
    for release in lifecycle.releases:
        if _applies(release, image, known) and (words & set(release.names) or _is_of(image, known, release)):
            found.setdefault(release.line, release)
    if known.line and known.line not in found:
        written = version.numbers(image.tag)
        found |= {release.line: release for release in _older(written, known.line, lifecycle)}
    return tuple(found.values())


def _applies(release: Release, image: Image, known: ImagePattern) -> bool:
    """Return whether a release can be of the image: distroless has its own dates, and some are one family's only."""
    if release.line.startswith("distroless") != (known.line == "distroless"):
        return False
    return not release.families or _is_of_family(image, release.families)


def _is_of_family(image: Image, families: tuple[str, ...]) -> bool:
    own = image_pattern.family(image)
    return any(fnmatchcase(own, family) for family in families)


def _is_of(image: Image, known: ImagePattern, release: Release) -> bool:
    written = version.numbers(image.tag)
    numbers = version.numbers(release.release)
    return known.line == release.line and bool(numbers) and version.belongs(written, numbers)


def _older(written: tuple[int, ...], line: str, lifecycle: Lifecycle) -> Iterator[Release]:
    """Yield an ended release for a version older than the oldest one of its line."""
    of_line = [release for release in lifecycle.releases if release.line == line and version.numbers(release.release)]
    oldest = min(of_line, key=lambda release: version.numbers(release.release), default=None)
    if oldest is not None and written < version.numbers(oldest.release)[: len(written)]:
        yield Release(line=line, release=".".join(map(str, written[:2])), ends=oldest.ends)


def _by_word(word: str, lifecycle: Lifecycle) -> Release | None:
    """Return the release that a word of a tag names; an alpine older than the oldest on record has ended."""
    named = (release for release in lifecycle.releases if word in release.names and release.line in DISTRIBUTIONS)
    written = version.numbers(word.removeprefix("alpine"))
    return next(named, None) or next(_older(written, "alpine", lifecycle) if written else iter(()), None)


def is_unrecorded(image: Image, lifecycle: Lifecycle) -> bool:
    """Return whether the tag names a version of its line that is not on record, nor the beginning of one that is."""
    written, line = version.numbers(image.tag), image_pattern.find(image, lifecycle).line
    recorded = [version.numbers(release.release) for release in lifecycle.releases if release.line == line]
    if not (written and any(recorded)) or line in {release.line for release in releases(image, lifecycle)}:
        return False
    return not any(version.belongs(numbers, written) for numbers in recorded)


def named_on(day: date, image: Image, lifecycle: Lifecycle) -> Release | None:
    """Return the release that a name without one was an alias of on a day, or None when it is not on record."""
    name, known = image_pattern.canonical(image), image_pattern.find(image, lifecycle)
    if word := official_tag.meaning(name, image, day, lifecycle.recorded):
        return _by_word(word, lifecycle)
    for alias in sorted(lifecycle.meant, key=lambda alias: alias.since, reverse=True):
        fits = not alias.families or _is_of_family(image, alias.families)
        if alias.since <= day and fits and fnmatchcase(name, alias.name) and fnmatchcase(image.tag, alias.tag):
            of_line = (release for release in lifecycle.releases if release.line == known.distribution)
            named = (release for release in of_line if alias.means in release.names)
            return next((release for release in named if _applies(release, image, known)), None)
    return None


def traps(image: Image, committed: date, lifecycle: Lifecycle) -> Iterator[str]:
    """Yield what an image pinned by digest may lack, when the commit is of the days in which such images were built."""
    name = image_pattern.canonical(image)
    for trap in lifecycle.traps if image.digest else ():
        if fnmatchcase(name, trap.name) and trap.since <= committed <= trap.until:
            yield trap.says
