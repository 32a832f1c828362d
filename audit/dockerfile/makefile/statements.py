"""Hold the statements of a Makefile: assignments, rules with their recipes, includes and exports."""

from dataclasses import dataclass

from audit.dockerfile.makefile.conditions import Conditions


@dataclass(frozen=True, slots=True)
class Assignment:
    """Hold one assignment; `target` is empty for a global one; `overrides` wins over the command line."""

    name: str
    operator: str
    value: str
    target: str = ""
    exported: bool = False
    overrides: bool = False
    conditions: Conditions = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Hold one line of a recipe with its 1-based line number."""

    line: int
    text: str
    conditions: Conditions = ()


@dataclass(frozen=True, slots=True)
class MakeRule:
    """Hold a rule: targets, prerequisites (those after a bar apart) and the steps of its recipe."""

    targets: tuple[str, ...]
    prerequisites: tuple[str, ...]
    recipe: tuple[Step, ...]
    order_only: tuple[str, ...] = ()
    conditions: Conditions = ()


@dataclass(frozen=True, slots=True)
class Makefile:
    """Hold the parts of a Makefile in order; `exports` names variables, `*` for all of them."""

    path: str
    assignments: tuple[Assignment, ...] = ()
    rules: tuple[MakeRule, ...] = ()
    includes: tuple[str, ...] = ()
    exports: frozenset[str] = frozenset()
