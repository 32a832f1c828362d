"""Variables of a Dockerfile: what ARG and ENV say, and how `$X` is expanded where Docker expands it.

https://docs.docker.com/reference/dockerfile/#environment-replacement
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from audit.dockerfile.reference import UNDECIDED
from audit.model.dockerfile import Dockerfile, Instruction, Stage

_LONGEST = 4_000
_DEEPEST = 20
_PLAIN = re.compile(r"\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[0-9]+")
_LITERAL = re.compile(r"""[^\\"'$}]+""")
# a quote that nothing closes holds the rest
_PAIR = re.compile(r"""((?:[^\s"'\\]|\\.|\\\Z|"(?:\\.|[^"\\])*+(?:"|\\?\Z)|'[^']*+(?:'|\Z))++)\s*+""", re.DOTALL)
_HEAD = re.compile(r"\s+")

_SYSTEM = frozenset({"TARGETOS", "BUILDOS"})  # what the builder sets once they are declared, for Linux images


class _Excessive(Exception):
    """Say that a value grows beyond what anybody writes."""


def pairs(instruction: Instruction) -> Iterator[tuple[str, str | None]]:
    """Yield (name, value) of an ARG, ENV or LABEL; the value is unexpanded and None when none is given.

    The old form `ENV key value words` has one pair, its value the rest of the line.
    """
    words = [match[1] for match in _PAIR.finditer(instruction.value)]
    if instruction.keyword != "ARG" and words and "=" not in words[0]:
        head, *rest = _HEAD.split(instruction.value, maxsplit=1)
        yield head, "".join(rest)
        return
    for word in words:
        name, equals, value = word.partition("=")
        yield name.strip("\"'"), value if equals else None


def expand(text: str, values: Mapping[str, str]) -> str:
    """Expand variables and take quotes off as Docker does outside RUN; what nothing sets becomes `?`.

    So does a text that grows beyond 4,000 characters, or nests deeper than 20 variables.
    """
    try:
        return _word(text, 0, values, 0)[0]
    except _Excessive:
        return UNDECIDED


def substitute(text: str, values: Mapping[str, str]) -> str:
    """Replace `$X` and `${X}` where the value is known; all else, quotes included, stays as written.

    Once values have added 20,000 characters the other variables stay too.
    """
    left = _LONGEST * 5

    def replaced(match: re.Match[str]) -> str:
        nonlocal left
        value = values.get(match[1] or match[2], match[0])
        left -= len(value)
        return value if left >= 0 else match[0]

    return _PLAIN.sub(replaced, text)


def _word(text: str, index: int, values: Mapping[str, str], depth: int) -> tuple[str, int]:
    """Return the text from `index` on expanded, within `${...}` up to its brace, and where the text goes on."""
    parts: list[str] = []
    quote, length = "", 0
    while index < len(text) and not (depth and not quote and text[index] == "}"):
        part, index, quote = _part(text, index, quote, values, depth)
        parts.append(part)
        length += len(part)
        if length > _LONGEST:
            raise _Excessive
    return "".join(parts), index


def _part(text: str, index: int, quote: str, values: Mapping[str, str], depth: int) -> tuple[str, int, str]:
    """Return what stands at `index` expanded, the index after it, and the quote that is open there."""
    character = text[index]
    if character in "\"'" and quote in ("", character):
        return "", index + 1, "" if quote else character
    if quote == "'":
        return character, index + 1, quote
    if character == "\\" and index + 1 < len(text):
        following = text[index + 1]
        # within double quotes a backslash escapes these three and else stays
        return following if not quote or following in '"$\\' else character + following, index + 2, quote
    if character == "$":
        return *_variable(text, index + 1, values, depth), quote
    literal = _LITERAL.match(text, index)
    return (literal[0], literal.end(), quote) if literal else (character, index + 1, quote)


def _variable(text: str, index: int, values: Mapping[str, str], depth: int) -> tuple[str, int]:
    """Return the value of the variable that begins after the `$` at `index`, and where the text goes on."""
    if text.startswith("{", index):
        return _braced(text, index + 1, values, depth + 1)
    match = _NAME.match(text, index)
    if not match:
        return "$", index
    return values.get(match[0], UNDECIDED), match.end()


def _braced(text: str, index: int, values: Mapping[str, str], depth: int) -> tuple[str, int]:
    """Expand the inside of `${...}`: `-`, `+` and `?` with or without a colon; pattern forms stay undecided."""
    if depth > _DEEPEST:
        raise _Excessive
    match = _NAME.match(text, index)
    start = match.end() if match else index
    colon = text.startswith(":", start)
    operator = text[start + colon : start + colon + 1]
    word, end = _word(text, start + colon + (operator in ("-", "+", "?")), values, depth)
    if end >= len(text) or not match:
        return UNDECIDED, end + 1
    value = values.get(match[0])
    return _chosen(value, operator, word, is_set=bool(value) if colon else value is not None), end + 1


def _chosen(value: str | None, operator: str, word: str, *, is_set: bool) -> str:
    """Return what `${X}`, `${X-word}`, `${X+word}` or `${X?word}` stands for."""
    match operator:
        case "+":
            return word if is_set else ""
        case "-" if not is_set:
            return word
        case "}" | "-" | "?" if is_set and value is not None:
            return value
        case _:
            return UNDECIDED


def global_values(arguments: tuple[Instruction, ...]) -> dict[str, str]:
    """Return the values that ARGs before the first FROM have by default; those without a default are absent."""
    values: dict[str, str] = {}
    for instruction in arguments:
        for name, default in pairs(instruction):
            if default is not None:
                values[name] = expand(default, values)
    return values


@dataclass(slots=True)
class Scope:
    """Gather what a stage's instructions set, one after the other.

    `variables` holds what ENV sets, which later stages on top inherit; `values` holds ARG too. An ENV wins over an
    ARG of the same name, whichever comes first.
    """

    outside: Mapping[str, str]
    variables: dict[str, str]
    values: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Begin with what is inherited."""
        self.variables = dict(self.variables)
        self.values = dict(self.variables)

    def declare(self, instruction: Instruction) -> None:
        """Add what one ARG or ENV sets; any other instruction sets nothing.

        All pairs of one instruction see the values before it: `ENV A=new B=$A` gives B the old A.
        """
        match instruction.keyword:
            case "ENV":
                given = {name: expand(value or "", self.values) for name, value in pairs(instruction)}
                self.variables |= given
                self.values |= given
            case "ARG":
                declared = tuple(self._declared(instruction))
                self.values |= {name: value for name, value in declared if name not in self.variables}

    def _declared(self, instruction: Instruction) -> Iterator[tuple[str, str]]:
        """Yield what an ARG declares; one without default takes the global value, if there is any."""
        for name, default in pairs(instruction):
            if default is not None:
                yield name, expand(default, self.values)
            elif name in self.outside:
                yield name, self.outside[name]
            elif name in _SYSTEM:
                yield name, "linux"


def environment(dockerfile: Dockerfile, stage: Stage, before: int) -> dict[str, str]:
    """Return the variables in effect in the stage before the line: ENV of it and its parents, ARG of its own.

    An ENV wins over an ARG of the same name, as in a build.
    """
    scope = Scope(global_values(dockerfile.arguments), {})
    for each in reversed(dockerfile.lineage(stage.index)):
        scope = Scope(scope.outside, scope.variables)
        for instruction in each.instructions:
            if each is not stage or instruction.line < before:
                scope.declare(instruction)
    return scope.values
