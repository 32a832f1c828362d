"""Read what ARG, ENV, LABEL and WORKDIR set, and compute variables and folder in effect at a line of a stage."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from audit import time_limit
from audit.dockerfile.syntax.substitution import expand
from audit.model.dockerfile import Dockerfile, Instruction, Stage

# a quote that nothing closes holds the rest
_PAIR = re.compile(r"""((?:[^\s"'\\]|\\.|\\\Z|"(?:\\.|[^"\\])*+(?:"|\\?\Z)|'[^']*+(?:'|\Z))++)\s*+""", re.DOTALL)
_HEAD = re.compile(r"\s+")

_NOTHING: Mapping[str, str] = MappingProxyType({})
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


def global_values(arguments: tuple[Instruction, ...], known: Mapping[str, str] = _NOTHING) -> dict[str, str]:
    """Return the values that ARGs before the first FROM have by default; those without a default are absent.

    `known` are values that the builder itself supplies.
    """
    values = dict(known)
    for instruction in arguments:
        for name, default in pairs(instruction):
            if default is not None:
                values[name] = expand(default, values)
    return values


@dataclass(slots=True)
class StageState:
    """Collect what a stage's instructions set, one after the other, and its working folder.

    `variables` holds what ENV sets; `values` holds ARG too. An ENV wins over an ARG of the same name, whichever comes
    first. A stage begins with the state at the end of the stage that it is based on, ARG included:
    https://docs.docker.com/build/building/variables/#scoping
    """

    outside: Mapping[str, str]
    variables: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    folder: str = "/"

    def copy(self) -> "StageState":
        """Return the same state, to be changed on its own."""
        return StageState(self.outside, dict(self.variables), dict(self.values), self.folder)

    def apply(self, instruction: Instruction) -> None:
        """Add what one ARG, ENV or WORKDIR sets; any other instruction sets nothing.

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
            case "WORKDIR":
                self.folder = posixpath.join(self.folder, expand(instruction.value, self.values))

    def _declared(self, instruction: Instruction) -> Iterator[tuple[str, str]]:
        """Yield what an ARG declares; one without default takes the global value, if there is any."""
        for name, default in pairs(instruction):
            if default is not None:
                yield name, expand(default, self.values)
            elif name in self.outside:
                yield name, self.outside[name]
            elif name in _SYSTEM:
                yield name, "linux"


@dataclass(frozen=True, slots=True)
class SameDockerfile:
    """Hold a Dockerfile as a key that is compared by identity: comparing a long file's instructions costs too much."""

    dockerfile: Dockerfile

    def __hash__(self) -> int:
        """Return a hash that takes no time."""
        return id(self.dockerfile)

    def __eq__(self, other: object) -> bool:
        """Tell whether both hold the same object."""
        return isinstance(other, SameDockerfile) and other.dockerfile is self.dockerfile


@lru_cache(maxsize=4)
def _beginnings(key: SameDockerfile) -> tuple[StageState, ...]:
    """Return the state at the beginning of each stage, in one pass over the file."""
    outside = global_values(key.dockerfile.arguments)
    beginnings: list[StageState] = []
    ends: list[StageState] = []
    for stage in key.dockerfile.stages:
        beginnings.append(StageState(outside) if stage.parent is None else ends[stage.parent])
        ends.append(end := beginnings[-1].copy())
        for instruction in stage.instructions:
            end.apply(instruction)
    return tuple(beginnings)


def walk(dockerfile: Dockerfile, stage: Stage) -> Iterator[tuple[Instruction | None, StageState]]:
    """Yield each of the stage's instructions with the state before it, and None with the state at the end."""
    state = _beginnings(SameDockerfile(dockerfile))[stage.index].copy()
    for instruction in stage.instructions:
        time_limit.check()
        yield instruction, state
        state.apply(instruction)
    yield None, state


def environment(dockerfile: Dockerfile, stage: Stage, before: int) -> dict[str, str]:
    """Return the variables in effect in the stage before the line: ENV and ARG of it and of its parents."""
    states = walk(dockerfile, stage)
    return next(state.values for found, state in states if found is None or found.line >= before)
