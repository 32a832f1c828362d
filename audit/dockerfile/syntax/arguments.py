"""Read what ARG, ENV and LABEL set, and compute the variables in effect at a line of a stage."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from audit.dockerfile.syntax.substitution import expand
from audit.model.dockerfile import Dockerfile, Instruction, Stage

# a quote that nothing closes holds the rest
_PAIR = re.compile(r"""((?:[^\s"'\\]|\\.|\\\Z|"(?:\\.|[^"\\])*+(?:"|\\?\Z)|'[^']*+(?:'|\Z))++)\s*+""", re.DOTALL)
_HEAD = re.compile(r"\s+")

_SYSTEM = frozenset({"TARGETOS", "BUILDOS"})  # what the builder sets once they are declared, for Linux images


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


def global_values(arguments: tuple[Instruction, ...]) -> dict[str, str]:
    """Return the values that ARGs before the first FROM have by default; those without a default are absent."""
    values: dict[str, str] = {}
    for instruction in arguments:
        for name, default in pairs(instruction):
            if default is not None:
                values[name] = expand(default, values)
    return values


@dataclass(slots=True)
class StageVariables:
    """Collect what a stage's instructions set, one after the other.

    `variables` holds what ENV sets, which later stages on top inherit; `values` holds ARG too. An ENV wins over an
    ARG of the same name, whichever comes first.
    """

    outside: Mapping[str, str]
    variables: dict[str, str]
    values: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Start with what is inherited."""
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


def walk(dockerfile: Dockerfile, stage: Stage) -> Iterator[tuple[Stage, Instruction | None, dict[str, str]]]:
    """Yield (stage, instruction, variables before it) through the parents of a stage and the stage itself.

    The last triple holds None for the instruction: the variables at the end. A stage has the ENV of its parents.
    """
    outside = global_values(dockerfile.arguments)
    known = StageVariables(outside, {})
    for owner in reversed(dockerfile.lineage(stage.index)):
        known = StageVariables(outside, known.variables)
        for instruction in owner.instructions:
            yield owner, instruction, known.values
            known.declare(instruction)
    yield stage, None, known.values


def environment(dockerfile: Dockerfile, stage: Stage, before: int) -> dict[str, str]:
    """Return the variables in effect in the stage before the line: ENV of it and its parents, ARG of its own."""
    found = walk(dockerfile, stage)
    return next(values for owner, at, values in found if at is None or (owner is stage and at.line >= before))
