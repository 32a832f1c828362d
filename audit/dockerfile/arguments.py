"""Variables of a Dockerfile: what ARG and ENV say, and how `$X` is expanded where Docker expands it.

https://docs.docker.com/reference/dockerfile/#environment-replacement
"""

import re
import sys
from collections.abc import Iterator, Mapping

from audit.dockerfile.reference import UNDECIDED
from audit.model.dockerfile import Dockerfile, Instruction, Stage

_MAXIMUM = 20_000
_PLAIN = re.compile(r"\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[0-9]+")
_PAIR = re.compile(r"""([^\s=]+)(?:=((?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])*))?\s*""", re.DOTALL)


def pairs(instruction: Instruction) -> Iterator[tuple[str, str | None]]:
    """Yield (name, value) of an ARG, ENV or LABEL; the value is unexpanded and None when none is given.

    The old form `ENV key value words` has one pair, its value the rest of the line.
    """
    head, _, rest = instruction.value.partition(" ")
    if instruction.keyword != "ARG" and "=" not in head:
        yield head, rest.strip()
        return
    for match in _PAIR.finditer(instruction.value):
        yield match[1], match[2]


def expand(text: str, values: Mapping[str, str]) -> str:
    """Expand variables and take quotes off as Docker does outside RUN; what nothing sets becomes `?`."""
    return "".join(_expanded(text, values))[:_MAXIMUM]


def substitute(text: str, values: Mapping[str, str]) -> str:
    """Replace `$X` and `${X}` where the value is known; all else, quotes included, stays as written."""

    def replaced(match: re.Match[str]) -> str:
        return values.get(match[1] or match[2], match[0])

    return _PLAIN.sub(replaced, text)[:_MAXIMUM]


def _expanded(text: str, values: Mapping[str, str]) -> Iterator[str]:
    index, quote = 0, ""
    while index < len(text):
        character = text[index]
        if character == "\\" and quote != "'" and index + 1 < len(text):
            yield text[index + 1]
            index += 2
        elif character in "\"'" and quote in ("", character):
            quote = "" if quote else character
            index += 1
        elif character == "$" and quote != "'":
            value, index = _variable(text, index + 1, values)
            yield value
        else:
            yield character
            index += 1


def _variable(text: str, index: int, values: Mapping[str, str]) -> tuple[str, int]:
    """Return the value of the variable that begins after the `$` at `index`, and where the text goes on."""
    if text.startswith("{", index):
        end = _closing(text, index)
        return (_modified(text[index + 1 : end], values), end + 1) if end > 0 else (UNDECIDED, len(text))
    match = _NAME.match(text, index)
    if not match:
        return "$", index
    return values.get(match[0], UNDECIDED), match.end()


def _closing(text: str, start: int) -> int:
    depth = 0
    for index in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if depth == 0:
            return index
    return -1


def _modified(body: str, values: Mapping[str, str]) -> str:
    """Expand the inside of `${...}`: `-`, `+` and `?` with or without a colon; pattern forms stay undecided."""
    match = _NAME.match(body)
    if not match:
        return UNDECIDED
    name, rest = match[0], body[match.end() :]
    value = values.get(name)
    if not rest:
        return UNDECIDED if value is None else value
    colon = rest.startswith(":")
    operator, word = rest[colon : colon + 1], rest[colon + 1 :]
    is_set = bool(value) if colon else value is not None
    if operator == "+":
        return expand(word, values) if is_set else ""
    if operator == "-":
        return value if is_set and value is not None else expand(word, values)
    return value if operator == "?" and is_set and value is not None else UNDECIDED


def global_values(arguments: tuple[Instruction, ...]) -> dict[str, str]:
    """Return the values that ARGs before the first FROM have by default; those without a default are absent."""
    values: dict[str, str] = {}
    for instruction in arguments:
        for name, default in pairs(instruction):
            if default is not None:
                values[name] = expand(default, values)
    return values


def declare(values: dict[str, str], instruction: Instruction, outside: Mapping[str, str]) -> None:
    """Add what one ARG or ENV sets to the values; an ARG without default takes the global one."""
    for name, given in pairs(instruction):
        if given is not None:
            values[name] = expand(given, values)
        elif instruction.keyword == "ARG" and name in outside:
            values[name] = outside[name]


def environment(dockerfile: Dockerfile, stage: Stage, before: int) -> dict[str, str]:
    """Return the variables in effect in the stage before the line: ENV of it and its parents, ARG of its own.

    An ENV wins over an ARG of the same name, as in a build.
    """
    outside = global_values(dockerfile.arguments)
    inherited: dict[str, str] = {}
    for parent in reversed(dockerfile.lineage(stage.index)[1:]):
        _, inherited = _scope(parent, inherited, outside, before=sys.maxsize)
    arguments, variables = _scope(stage, inherited, outside, before)
    return arguments | variables


def _scope(
    stage: Stage,
    inherited: Mapping[str, str],
    outside: Mapping[str, str],
    before: int,
) -> tuple[dict[str, str], dict[str, str]]:
    """Return (all values by ARG and ENV, those by ENV alone) of a stage up to a line."""
    both, variables = dict(inherited), dict(inherited)
    for instruction in stage.instructions:
        if instruction.line >= before:
            break
        if instruction.keyword in ("ARG", "ENV"):
            declare(both, instruction, outside)
        if instruction.keyword == "ENV":
            variables |= {name: both[name] for name, _ in pairs(instruction) if name in both}
    return both, variables
