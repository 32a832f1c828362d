"""One build of an image: from which Dockerfile, under which names, with which arguments; and one push of images."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.dockerfile import programs
from audit.dockerfile.syntax import image_reference
from audit.model.evidence import Evidence

_WITH_VALUE = frozenset(
    {"-t", "--tag", "-f", "--file", "--target", "--build-arg", "--platform", "--label", "-o", "--output",
     "--cache-from", "--cache-to", "--progress", "--secret", "--ssh", "--network", "--iidfile", "--metadata-file",
     "--builder", "--annotation", "--provenance", "--sbom", "--build-context"}
)  # fmt: skip
_OPEN = frozenset("?${ ")  # signs of what nobody decides
NAMED = re.compile(r"(?:^|,)name=([^,\"']+)")


@dataclass(frozen=True, slots=True)
class Build:
    """Hold one build; `dockerfile` is a path of the repository, `images` the names with tags as they are given."""

    dockerfile: str
    images: tuple[str, ...]
    target: str
    arguments: tuple[tuple[str, str], ...]
    pushed: bool
    hops: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Push:
    """Hold the names that one command pushes, as they are given, and the hops that led there."""

    images: tuple[str, ...]
    hops: tuple[Evidence, ...]


Act = Build | Push


def of_command(words: tuple[str, ...], folder: str, hops: tuple[Evidence, ...]) -> Build | None:
    """Read `docker build`, `docker buildx build` and wrappers that are called with the same options; else None."""
    program = words[0].rpartition("/")[2]
    options = dict(_options(words))
    listed = [value for name, value in _options(words) if name in ("-t", "--tag")]
    named = [match for name, value in _options(words) if name in ("-o", "--output") for match in NAMED.findall(value)]
    is_build = (program in programs.IMAGE_BUILDERS or "$" in program) and {"build", "bud"} & set(words[1:4])
    is_wrapper = ("-f" in options or "--file" in options) and bool(listed or named)
    if not (is_build or is_wrapper):
        return None
    context = _context(words)
    given = options.get("--file", options.get("-f", ""))
    path = posixpath.join(folder, given) if given else posixpath.join(folder, context, "Dockerfile")
    pairs = (value.partition("=") for name, value in _options(words) if name == "--build-arg")
    return Build(
        dockerfile=clean(path),
        images=tuple(listed + named),
        target=options.get("--target", ""),
        arguments=tuple((name, value) for name, equals, value in pairs if equals),
        pushed="--push" in words or any("push=true" in word for word in words) or bool(named),
        hops=hops,
    )


def push_of_command(words: tuple[str, ...], hops: tuple[Evidence, ...]) -> Push | None:
    """Read `docker push`, `docker image push` and `docker manifest push`; else None."""
    program = words[0].rpartition("/")[2]
    verb = words[2:] if words[1:2] in (("image",), ("manifest",)) else words[1:]
    if (program not in programs.IMAGE_BUILDERS and "$" not in program) or verb[:1] != ("push",):
        return None
    return Push(tuple(word for word in verb[1:] if not word.startswith("-")), hops)


def follows(push: Push, build: Build) -> bool:
    """Tell whether a push may be of what was built, perhaps under another registry: the last part of a name decides.

    A name that nobody decides may be that of anything that the same workflow builds.
    """
    pushed, built = set(_last(push.images)), set(_last(build.images))
    beside = {hop.path for hop in push.hops[:1]} & {item.path for item in build.hops[:1]}
    return bool(pushed & built - {""}) or ("" in pushed and bool(beside))


def _last(images: Iterable[str]) -> Iterator[str]:
    """Yield the last parts of names, nothing for one that nobody decides."""
    for text in images:
        last = image_reference.read(text.strip("\"'")).name.rpartition("/")[2].lower()
        yield "" if _OPEN & set(last) else last


def clean(path: str) -> str:
    """Return a path of the repository: relative to its root, without `.` and `..`."""
    return posixpath.normpath(path).lstrip("/").removeprefix("./")


def _options(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    index = 1
    while index < len(words):
        word = words[index]
        name, equals, value = word.partition("=")
        if word in _WITH_VALUE and index + 1 < len(words):
            yield word, words[index + 1]
            index += 1
        elif word.startswith("--") and equals:
            yield name, value
        index += 1


def _context(words: tuple[str, ...]) -> str:
    """Return the last word that is neither an option nor an option's value."""
    plain: list[str] = []
    index = 1
    while index < len(words):
        if words[index] in _WITH_VALUE:
            index += 1
        elif not words[index].startswith("-") and words[index] not in ("build", "buildx", "image", "bud"):
            plain.append(words[index])
        index += 1
    return plain[-1] if plain else "."


def names(images: Iterable[str]) -> Iterator[str]:
    """Yield image names without tag and digest; one that nobody decides is left out."""
    for text in images:
        image = image_reference.read(text.strip().strip("\"'"))
        name = f"{image.registry}/{image.name}" if image.registry else image.name
        if name and not name.startswith("/") and not _OPEN & set(name):
            yield name.lower()
