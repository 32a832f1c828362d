"""Divide instructions into stages and link them: the parent of each FROM, the origin of each COPY and mount."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from audit import time_limit
from audit.dockerfile.syntax import arguments, image_reference, mounts, substitution
from audit.model.dockerfile import Image, Instruction, Stage, Transfer

_FROM = re.compile(r"(\S+)(?:\s+AS\s+(\S+))?", re.IGNORECASE)
_DIGITS = 5
# values the builder itself supplies; the commonest host decides which alias `FROM base-$TARGETARCH` means
_PLATFORM = {
    "TARGETOS": "linux",
    "TARGETARCH": "amd64",
    "TARGETPLATFORM": "linux/amd64",
    "BUILDOS": "linux",
    "BUILDARCH": "amd64",
    "BUILDPLATFORM": "linux/amd64",
}


class Malformed(Exception):
    """Name the line and the fault of a Dockerfile that no builder accepts."""


@dataclass(slots=True)
class _Earlier:
    """Collect the stages read so far, their aliases, and the state that a child of each inherits.

    `outside` are the values of global arguments, `on_commonest` the same on the commonest host.
    """

    outside: dict[str, str]
    on_commonest: dict[str, str]
    stages: list[Stage] = field(default_factory=list)
    aliases: dict[str, int] = field(default_factory=dict)
    ends: list[arguments.StageState] = field(default_factory=list)

    def find(self, name: str) -> int | None:
        """Return the index of the stage of that alias (case does not count; the latest wins), or None."""
        return self.aliases.get(name.lower())

    def origin(self, name: str) -> int | Image:
        """Return the index of a stage, by alias or number, else the outside image of that name."""
        found = self.find(name)
        if found is None and name.isascii() and name.isdecimal() and len(name) < _DIGITS:
            found = int(name) if int(name) < len(self.stages) else None
        return _image(name) if found is None else found

    def add(self, stage: Stage, end: arguments.StageState) -> None:
        """Add a stage that has been read; later stages can name it."""
        self.stages.append(stage)
        self.ends.append(end)
        if stage.alias:
            self.aliases[stage.alias] = stage.index


def build(globals_: tuple[Instruction, ...], rest: tuple[Instruction, ...]) -> tuple[Stage, ...]:
    """Divide the instructions from the first FROM on into stages and link them.

    Raises Malformed for a FROM that names no image.
    """
    earlier = _Earlier(arguments.global_values(globals_), arguments.global_values(globals_, _PLATFORM))
    for opening, body in _divide(rest):
        _read(opening, body, earlier)
    return tuple(earlier.stages)


def _divide(rest: tuple[Instruction, ...]) -> Iterator[tuple[Instruction, tuple[Instruction, ...]]]:
    starts = [index for index, instruction in enumerate(rest) if instruction.keyword == "FROM"]
    for start, end in zip(starts, [*starts[1:], len(rest)], strict=True):
        yield rest[start], rest[start + 1 : end]


def _read(opening: Instruction, body: tuple[Instruction, ...], earlier: _Earlier) -> None:
    time_limit.check()
    match = _FROM.fullmatch(opening.value)
    if not match:
        raise Malformed(f"line {opening.line}: FROM takes an image and an optional AS name, not {opening.value[:80]!r}")
    values = earlier.outside
    named = earlier.find(substitution.expand(match[1], earlier.on_commonest))
    known = arguments.StageState(values) if named is None else earlier.ends[named].copy()
    stage = Stage(
        index=len(earlier.stages),
        alias=(match[2] or "").lower(),
        image=_image(substitution.expand(match[1], values)) if named is None else earlier.stages[named].image,
        parent=named,
        platform=opening.flag("platform") or "",
        line=opening.line,
        instructions=body,
        transfers=tuple(_transfers(body, known, earlier)),
    )
    earlier.add(stage, known)


def _image(text: str) -> Image:
    """Return the image; a placeholder such as `<ubuntu>` is no valid reference, so nothing is decided."""
    return image_reference.read(text if image_reference.is_valid(text) else image_reference.UNDECIDED)


def _transfers(body: tuple[Instruction, ...], known: arguments.StageState, earlier: _Earlier) -> Iterator[Transfer]:
    for instruction in body:
        known.apply(instruction)
        match instruction.keyword:
            case "COPY" | "ADD":
                yield _copied(instruction, known.values, earlier)
            case "RUN":
                yield from _mounted(instruction, known.values, earlier)


def _copied(instruction: Instruction, values: Mapping[str, str], earlier: _Earlier) -> Transfer:
    paths = instruction.words
    if paths is None:
        # a heredoc's marker is no path
        paths = tuple(word for word in instruction.value.split() if not word.startswith("<<"))
    expanded = tuple(substitution.expand(path, values) for path in paths)
    given = instruction.flag("from") if instruction.keyword == "COPY" else None
    return Transfer(
        line=instruction.line,
        origin=None if given is None else earlier.origin(substitution.expand(given, values)),
        sources=expanded[:-1],
        target=expanded[-1] if expanded else "",
    )


def _mounted(instruction: Instruction, values: Mapping[str, str], earlier: _Earlier) -> Iterator[Transfer]:
    for mount in mounts.read(instruction):
        if mount.origin is not None:
            origin = earlier.origin(substitution.expand(mount.origin, values))
            yield Transfer(instruction.line, origin, (mount.source,), mount.target)
