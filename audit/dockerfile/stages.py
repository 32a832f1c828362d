"""The stage graph: what each FROM stands on, and what each COPY takes from where."""

import re
from collections.abc import Iterator

from audit.dockerfile import arguments, reference
from audit.model.dockerfile import Image, Instruction, Stage, Transfer

_FROM = re.compile(r"(\S+)(?:\s+AS\s+(\S+))?", re.IGNORECASE)
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
    """Say what no Dockerfile may hold, with its line."""


def build(globals_: tuple[Instruction, ...], rest: tuple[Instruction, ...]) -> tuple[Stage, ...]:
    """Divide the instructions from the first FROM on into stages and tie them to one another.

    Raises Malformed for a FROM that names no image.
    """
    values = arguments.global_values(globals_)
    stages: list[Stage] = []
    for opening, body in _divide(rest):
        stages.append(_stage(opening, body, values, stages))
    return tuple(stages)


def _divide(rest: tuple[Instruction, ...]) -> Iterator[tuple[Instruction, tuple[Instruction, ...]]]:
    starts = [index for index, instruction in enumerate(rest) if instruction.keyword == "FROM"]
    for start, end in zip(starts, [*starts[1:], len(rest)], strict=True):
        yield rest[start], rest[start + 1 : end]


def _stage(
    opening: Instruction,
    body: tuple[Instruction, ...],
    values: dict[str, str],
    earlier: list[Stage],
) -> Stage:
    match = _FROM.fullmatch(opening.value)
    if not match:
        raise Malformed(f"line {opening.line}: FROM takes an image and an optional AS name, not {opening.value[:80]!r}")
    named = find(arguments.expand(match[1], _PLATFORM | values), earlier)
    return Stage(
        index=len(earlier),
        alias=(match[2] or "").lower(),
        image=earlier[named].image if named is not None else _image(arguments.expand(match[1], values)),
        parent=named,
        platform=opening.flag("platform") or "",
        line=opening.line,
        instructions=body,
        transfers=tuple(_transfers(body, values, earlier)),
    )


def _image(text: str) -> Image:
    """Return the image; a placeholder such as `<ubuntu>` is no valid reference, so nothing is decided."""
    return reference.read(text if reference.is_valid(text) else reference.UNDECIDED)


def find(name: str, earlier: list[Stage]) -> int | None:
    """Return the index of the earlier stage of that alias (case does not count; the latest wins), or None."""
    return next((stage.index for stage in reversed(earlier) if stage.alias and stage.alias == name.lower()), None)


def _transfers(body: tuple[Instruction, ...], values: dict[str, str], earlier: list[Stage]) -> Iterator[Transfer]:
    scope: dict[str, str] = {}
    for instruction in body:
        match instruction.keyword:
            case "ARG" | "ENV":
                arguments.declare(scope, instruction, values)
            case "COPY" | "ADD":
                yield _copied(instruction, scope, earlier)
            case "RUN":
                yield from _mounted(instruction, scope, earlier)


def _copied(instruction: Instruction, scope: dict[str, str], earlier: list[Stage]) -> Transfer:
    paths = instruction.words or tuple(_paths(instruction.value))
    expanded = tuple(arguments.expand(path, scope) for path in paths)
    given = instruction.flag("from") if instruction.keyword == "COPY" else None
    return Transfer(
        line=instruction.line,
        origin=None if given is None else _origin(arguments.expand(given, scope), earlier),
        sources=expanded[:-1],
        target=expanded[-1] if expanded else "",
    )


def _paths(value: str) -> Iterator[str]:
    """Split at white space outside quotes; heredoc markers are no paths."""
    for match in re.finditer(r"""(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+""", value):
        if not match[0].startswith("<<"):
            yield match[0]


def _mounted(instruction: Instruction, scope: dict[str, str], earlier: list[Stage]) -> Iterator[Transfer]:
    for name, text in instruction.flags:
        options = dict(option.partition("=")[::2] for option in text.split(","))
        if name == "mount" and options.get("type", "bind") == "bind":
            outside = options.get("from")
            yield Transfer(
                line=instruction.line,
                origin=None if outside is None else _origin(arguments.expand(outside, scope), earlier),
                sources=(options.get("source", options.get("src", "/")),),
                target=options.get("target", options.get("dst", options.get("destination", ""))),
                mounted=True,
            )


def _origin(name: str, earlier: list[Stage]) -> int | Image:
    """Return the index of an earlier stage, by alias or number, else the outside image of that name."""
    found = find(name, earlier)
    if found is not None:
        return found
    if name.isdecimal() and int(name) < len(earlier):
        return int(name)
    return _image(name)
