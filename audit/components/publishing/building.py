"""One build of an image: from which Dockerfile, under which names, with which arguments; and one push of images."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from audit.dockerfile.syntax import image_reference
from audit.model.evidence import Evidence

_OPEN = frozenset("?${ ")  # signs of what nobody decides
TEST_REGISTRIES = (
    "kind-registry",
    "localhost",
    "127.0.0.1",
    "registry.domain.local",
    "ttl.sh",
    "host.docker.internal",
)
# one image for each architecture, which a manifest without it joins; make may leave nothing after the dash
_ARCHITECTURE = re.compile(r"-(?:amd64|arm64|arm|ppc64le|s390x|riscv64)?$")
_PLATFORM = re.compile(r"(?:linux|windows)/\w+(?:/v\d)?")
# variables and substitutions that nothing decides
OPEN_PARTS = re.compile(r"(?:\$\([^()]*\)|\$\{\{[^{}]*\}\}|\$\{[^{}]*\}|\$\w+|`[^`]*`|\?)+")
NAMED = re.compile(r"(?:^|,)name=([^,\"']+)")


Origin = Literal["ci", "release", "list", "makefile", "local"]


@dataclass(frozen=True, slots=True)
class Build:
    """Hold one build; `dockerfile` is a path of the repository, `images` the names with tags as they are given.

    `origin` is what builds: a CI service, a file of a release tool, a project's own list of images, a Makefile that
    people run, or a local set-up for tries; earlier ones count before later ones. `assumed`: a part of the name was
    open, and what else the repository names completed it.
    `platforms` are those that it names (`linux/arm64`), without the ones that nobody decides.
    """

    dockerfile: str
    images: tuple[str, ...]
    target: str
    arguments: tuple[tuple[str, str], ...]
    pushed: bool
    hops: tuple[Evidence, ...]
    origin: Origin = "ci"
    assumed: bool = False
    platforms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Push:
    """Hold the names that one command pushes, as they are given, and the hops that led there."""

    images: tuple[str, ...]
    hops: tuple[Evidence, ...]


Act = Build | Push


def listed_platforms(texts: Iterable[str]) -> Iterator[str]:
    """Yield the platforms of lists that commas or line ends separate, without those that nobody decides."""
    for word in (word for text in texts for word in re.split(r"[\s,]+", text)):
        if _PLATFORM.fullmatch(word):
            yield word


def follows(push: Push, build: Build) -> bool:
    """Tell whether a push may be of what was built, perhaps under another registry: the last part of a name decides.

    A name that nobody decides may be that of anything that the same workflow builds.
    """
    pushed, built = set(_last(push.images)), set(_last(build.images))
    beside = {hop.path for hop in push.hops[:1]} & {item.path for item in build.hops[:1]}
    return bool(pushed & built - {""}) or ("" in pushed and bool(beside))


def of_one_architecture(name: str) -> bool:
    """Tell whether an image's name ends with an architecture."""
    return _ARCHITECTURE.search(name) is not None


def same_last(push: Push, build: Build) -> Iterator[str]:
    """Yield the names of a push whose last part is that of a name of the build."""
    built = set(_last(build.images)) - {""}
    for image in push.images:
        if set(_last([image])) & built:
            yield image


def _last(images: Iterable[str]) -> Iterator[str]:
    """Yield the last parts of names, nothing for one that nobody decides."""
    for text in images:
        last = _ARCHITECTURE.sub("", image_reference.read(text.strip("\"'")).name.rpartition("/")[2].lower())
        yield "" if _OPEN & set(last) else last


def clean(path: str) -> str:
    """Return a path of the repository: relative to its root, without `.` and `..`."""
    return posixpath.normpath(path).lstrip("/").removeprefix("./")


def names(images: Iterable[str]) -> Iterator[str]:
    """Yield image names without tag and digest; one that nobody decides is left out."""
    for text in images:
        image = image_reference.read(OPEN_PARTS.sub("?", text.strip().strip("\"'")))
        name = f"{image.registry}/{image.name}" if image.registry else image.name
        if not name.startswith("/") and not _OPEN & set(name) and image_reference.is_valid(name.lower()):
            yield name.lower()
