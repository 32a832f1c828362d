"""The flags of a go build, and those that it hands to the linker."""

import shlex
from collections.abc import Iterator

from audit.model.command import BuildCommand


def flags(build: BuildCommand) -> tuple[str, ...]:
    """Return the words of the command and those that GOFLAGS adds."""
    return (*_split(build.variable("GOFLAGS") or ""), *build.words[2:])


def linker_flags(build: BuildCommand) -> tuple[str, ...]:
    """Return the tokens given to -ldflags, split as a shell splits; arguments of -X and -extldflags are left out."""
    words = flags(build)
    given = [words[index + 1] for index, word in enumerate(words[:-1]) if word in ("-ldflags", "--ldflags")]
    given += [word.partition("=")[2] for word in words if word.startswith(("-ldflags=", "--ldflags="))]
    return tuple(token for text in given for token in _without_arguments(_split(text)))


def _split(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:  # a quote that is never closed
        return text.split()


def _without_arguments(tokens: list[str]) -> Iterator[str]:
    waiting = iter(tokens)
    for token in waiting:
        if token in ("-X", "-extldflags", "--extldflags", "-extld", "-buildid"):
            next(waiting, None)
        elif not token.startswith(("-X=", "-extldflags=", "--extldflags=")):
            yield token
