"""Read the commands that build and push images: docker, its like and wrappers, and kaniko."""

import posixpath
import re
from collections.abc import Iterator

from audit.components.publishing.building import NAMED, Build, Push, clean, listed_platforms
from audit.dockerfile import programs
from audit.model.evidence import Evidence

_WITH_VALUE = frozenset(
    {"-t", "--tag", "-f", "--file", "--target", "--build-arg", "--platform", "--label", "-o", "--output",
     "--cache-from", "--cache-to", "--progress", "--secret", "--ssh", "--network", "--iidfile", "--metadata-file",
     "--builder", "--annotation", "--provenance", "--sbom", "--build-context"}
)  # fmt: skip

_KANIKO = ("executor", "kaniko")


def of_command(words: tuple[str, ...], folder: str, hops: tuple[Evidence, ...]) -> Build | None:
    """Read `docker build`, `docker buildx build` and wrappers that are called with the same options; else None."""
    words = _inner(words)
    program = words[0].rpartition("/")[2]
    if program in _KANIKO:
        return _of_kaniko(words, folder, hops)
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
        platforms=tuple(listed_platforms(value for name, value in _options(words) if name == "--platform")),
    )


def _inner(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the build that a wrapper such as `retry.sh -n 3 -- docker build` runs."""
    for index, word in enumerate(words[1:], 1):
        if word.rpartition("/")[2] in programs.IMAGE_BUILDERS and {"build", "bud"} & set(words[index + 1 : index + 3]):
            return words[index:]
    return words


def _of_kaniko(words: tuple[str, ...], folder: str, hops: tuple[Evidence, ...]) -> Build | None:
    """Read the options of kaniko: https://github.com/chainguard-dev/kaniko#additional-flags."""
    given = [option for word, following in zip(words[1:], (*words[2:], ""), strict=False)
             if (option := _kaniko_option(word, following))]  # fmt: skip
    options = dict(given)
    images = tuple(value for name, value in given if name in ("destination", "d"))
    if not images:
        return None
    context = options.get("context", options.get("c", ".")).removeprefix("dir://")
    context = "." if set("$:?") & set(context) else context.removeprefix("/workspace").lstrip("/")
    path = options.get("dockerfile", options.get("f", "Dockerfile")).removeprefix("/workspace/")
    path = re.sub(r"^\$\{?\w+\}?/", "", path)  # a variable that names the checked out folder
    arguments = (value.partition("=") for name, value in given if name == "build-arg")
    return Build(
        dockerfile=clean(posixpath.join(folder, context, path)),
        images=images,
        target=options.get("target", ""),
        arguments=tuple((name, value) for name, equals, value in arguments if equals),
        pushed="no-push" not in options,
        hops=hops,
    )


def _kaniko_option(word: str, following: str) -> tuple[str, str] | None:
    name, equals, value = word.lstrip("-").partition("=")
    return (name, value if equals else following) if word.startswith("-") else None


def push_of_command(words: tuple[str, ...], hops: tuple[Evidence, ...]) -> Push | None:
    """Read `docker push`, `docker image push` and `docker manifest push`; else None."""
    program = words[0].rpartition("/")[2]
    verb = words[2:] if words[1:2] in (("image",), ("manifest",)) else words[1:]
    if (program not in programs.IMAGE_BUILDERS and "$" not in program) or verb[:1] != ("push",):
        return None
    return Push(tuple(word for word in verb[1:] if not word.startswith("-")), hops)


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
