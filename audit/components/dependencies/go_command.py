"""Read the arguments of a go command: flags, flags for the linker, output, package."""

import shlex
from collections.abc import Iterator
from itertools import pairwise

from audit.model.command import BuildCommand

_TAKES_VALUE = frozenset(
    "-o -ldflags -tags -gcflags -asmflags -mod -p -C -buildmode -pkgdir -toolexec -modfile".split()  # noqa: SIM905
)
_LINKER_TAKES_VALUE = ("-X", "-extldflags", "--extldflags", "-extld", "-buildid")


def flags(build: BuildCommand) -> tuple[str, ...]:
    """Return the words of the command and those that GOFLAGS adds."""
    return (*_split(build.variable("GOFLAGS") or ""), *build.words[2:])


def linker_flags(build: BuildCommand) -> tuple[str, ...]:
    """Return the tokens given to -ldflags, split as a shell splits; arguments of -X and -extldflags are left out."""
    return tuple(token for text in _values(flags(build), "ldflags") for token in _without_arguments(_split(text)))


def tags(build: BuildCommand) -> frozenset[str]:
    """Return the build tags that -tags gives, separated by commas or spaces."""
    return frozenset(tag for text in _values(flags(build), "tags") for tag in text.replace(",", " ").split())


def output(build: BuildCommand) -> str:
    """Return what -o gives, as written; empty when the command has none."""
    return next(iter(_values(build.words, "o")[::-1]), "")


def package(build: BuildCommand) -> str:
    """Return the last package argument, or `.` when the command compiles the working folder."""
    words, plain = iter(build.words[2:]), "."
    for word in words:
        if word in _TAKES_VALUE:
            next(words, None)
        elif not word.startswith("-"):
            plain = word
    return plain


def _values(words: tuple[str, ...], name: str) -> list[str]:
    """Return the values of a flag with one or two dashes, given in the next word or after `=`."""
    parts = [(*word.partition("="), after) for word, after in pairwise((*words, ""))]
    return [value if equals else after for flag, equals, value, after in parts if flag in (f"-{name}", f"--{name}")]


def _split(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:  # a quote that is never closed
        return text.split()


def _without_arguments(tokens: list[str]) -> Iterator[str]:
    waiting = iter(tokens)
    for token in waiting:
        if token in _LINKER_TAKES_VALUE:
            next(waiting, None)
        elif not token.startswith(("-X=", "-extldflags=", "--extldflags=")):
            yield token
