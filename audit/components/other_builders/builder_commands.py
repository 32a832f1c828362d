"""Recognise the commands that build an image without a Dockerfile."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audit.dockerfile import programs
from audit.dockerfile.shell import script_syntax
from audit.dockerfile.shell.simple_command import Command

_OPEN = re.compile(r"(?:\$\{\{[^{}]*\}\}|\$\([^()]*\)|\$\{[^{}]*\}|\$\w+|\?)+")
_SUBSTITUTED = re.compile(r"\$\(([^()]+)\)")
_KO = frozenset({"build", "publish", "resolve", "apply", "create", "run"})
_JIB = frozenset({"jib", "jibDockerBuild", "jibBuildTar", "build", "dockerBuild", "buildTar"})


@dataclass(frozen=True, slots=True)
class BuilderCommand:
    """Hold one build: the tool, the image's name (`?` for a part that nothing decides), the line within the text."""

    tool: str
    image: str
    line: int
    text: str


def find(text: str) -> Iterator[BuilderCommand]:
    """Yield the builds that a shell text runs, those in the values of its variables too."""
    for command in script_syntax.read(text).commands:
        yield from _of(command, command.line)
        for inner in _inner(command):
            for substituted in script_syntax.read(inner).commands:
                yield from _of(substituted, command.line)


def _inner(command: Command) -> Iterator[str]:
    for text in (*command.words, *(value for _, value in command.assignments)):
        yield from _SUBSTITUTED.findall(text)


def _of(command: Command, line: int) -> Iterator[BuilderCommand]:
    words = command.words
    if len(words) > 1 and (built := _built(command.program, words[1:], dict(command.assignments))) is not None:
        tool, image = built
        yield BuilderCommand(tool, opened(image), line, " ".join(words))


def _built(program: str, rest: tuple[str, ...], given: dict[str, str]) -> tuple[str, str] | None:
    """Return the tool and the image of a command that builds one."""
    plain = [word for word in rest if not word.startswith("-")]
    match program, rest[0]:
        case "ko", verb if verb in _KO and plain[1:] + [word for word in rest if word.startswith("-f")]:
            return "ko", given.get("KO_DOCKER_REPO", "")
        case "pack", "build":
            return "buildpacks", plain[1] if len(plain) > 1 else ""
        case "apko", "publish" | "build" if len(plain) > 2:  # noqa: PLR2004 - the verb, the recipe, the name
            return "apko", plain[2]
        case "s2i", "build" if len(plain) > 2:  # noqa: PLR2004 - the verb, the sources, the builder
            return "s2i", plain[-1]
        case java, _ if java in programs.JVM_BUILDERS:
            return _java(plain)
    return None


def _java(goals: list[str]) -> tuple[str, str] | None:
    for goal in goals:
        plugin, _, last = goal.rpartition(":")
        if last in _JIB and (plugin.rpartition(":")[2] in ("jib", "jib-maven-plugin") or last.startswith("jib")):
            return "jib", ""
        if last == "bootBuildImage" or goal == "spring-boot:build-image":
            return "buildpacks", ""
    return None


def opened(image: str) -> str:
    """Return an image's name with `?` for what nothing decides; nothing when all of it is open."""
    name = _OPEN.sub("?", image)
    return name if name.strip("?/:") else ""
