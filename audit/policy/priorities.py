"""The rule book of priorities as `config/priorities.yaml` holds it: tables for value, exposure, effort and class."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from audit.model.deployment import Deployed

Size = Literal["S", "M", "L"]
Worth = Literal["H", "M", "L"]
Reach = Literal["A", "B", "C"]
Class = Literal["P1", "P2", "P3", "P4"]

# what can be in the way of a distroless runtime; the program finds these and no others
BLOCKERS = (
    "shell-form", "package-manager-start", "init-program", "packages-in-final-stage", "files-in-final-stage",
    "build-in-final-stage", "single-stage", "exec-probe", "manifest-shell", "base-undecided", "program-unknown", "cgo",
    "cgo-unknown", "cgo-needed", "linked-to-libc", "python-packages", "cgo-on-musl", "entrypoint-script",
    "runtime-tools", "tool-undecided", "native-wheels", "interpreter-version", "runtime-not-distroless", "architecture",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ValueTable:
    """Hold the languages that compile to one file, tools released as one, and the distroless families with a libc."""

    compiled: tuple[str, ...]
    static_tools: tuple[str, ...]
    with_libc: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExposureTable:
    """Hold the letter of each deployment, and the kinds that raise B to A."""

    by_deployment: dict[Deployed, Reach]
    raised: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlockerCost:
    """Hold the effort that one kind of blocker makes of a move, and what to do about it."""

    effort: Size
    remedy: str


@dataclass(frozen=True, slots=True)
class EffortTable:
    """Hold the blockers, and what may go with the final stage: packages and commands that no program needs.

    `inits` are init programs; programs in the languages `reaping` do without one.
    """

    unused_packages: tuple[str, ...]
    unused_commands: tuple[str, ...]
    inits: tuple[str, ...]
    reaping: tuple[str, ...]
    blockers: dict[str, BlockerCost]


@dataclass(frozen=True, slots=True)
class Priorities:
    """Hold the whole file; `decision` leads from value, exposure and effort to the class."""

    source: str
    reviewed: date
    value: ValueTable
    exposure: ExposureTable
    effort: EffortTable
    decision: dict[Worth, dict[Reach, dict[Size, Class]]]
