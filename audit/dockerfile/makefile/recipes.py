"""List what `make TARGET` runs: prerequisites first, line by line, with the variables that reach each line."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from audit.dockerfile.makefile.statements import Makefile, MakeRule
from audit.dockerfile.makefile.variables import Variables

_MOST = 200  # targets of one call; a bound on hostile Makefiles
_OWN = frozenset({"MAKE", "CURDIR", "PWD", "MAKECMDGOALS"})


@dataclass(frozen=True, slots=True)
class RecipeLine:
    """Hold one line of a recipe as the shell gets it: path and line of the Makefile, and the variables in effect."""

    path: str
    line: int
    shell: str
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Call:
    """Hold a call of make: its targets, the variables on its command line, its folder and its environment."""

    targets: tuple[str, ...]
    overrides: Mapping[str, str]
    folder: str
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _NamedRule:
    """Hold a rule under one of its names, expanded; `stem` is the part of a target that `%` matched."""

    name: str
    path: str
    rule: MakeRule
    stem: str = ""


def recipes(makefiles: Sequence[Makefile], call: Call) -> Iterator[RecipeLine | str]:
    """Yield the lines that the targets run, prerequisites first; a text names a target that no Makefile has.

    A make variable reaches the recipe's environment only when it is exported, given on the command line, or was in
    the environment before.
    """
    own = dict.fromkeys(("CURDIR", "PWD"), call.folder) | {"MAKE": "make", "MAKECMDGOALS": " ".join(call.targets)}
    variables = Variables(call.environment, call.overrides, own)
    for makefile in makefiles:
        variables.assign_globals(makefile)
    run = _Run(makefiles, tuple(_named(makefiles, variables)), set())
    for target in call.targets or run.default(variables):
        yield from run.target(target, variables, explicit=True)


def _named(makefiles: Sequence[Makefile], variables: Variables) -> Iterator[_NamedRule]:
    """Yield the rules under each of their names; those whose conditions do not hold are left out."""
    for makefile in makefiles:
        for rule in makefile.rules:
            if variables.hold(rule.conditions) is not False:
                for name in variables.expand(" ".join(rule.targets)).split():
                    yield _NamedRule(name, makefile.path, rule)


@dataclass(frozen=True, slots=True)
class _Run:
    """Hold one run of make: the rules, and the targets that were made."""

    makefiles: Sequence[Makefile]
    rules: tuple[_NamedRule, ...]
    made: set[str]

    def default(self, variables: Variables) -> tuple[str, ...]:
        """Return the default goal: the named one, else the first target that is no pattern and begins with no dot."""
        named = variables.expand("$(.DEFAULT_GOAL)")
        first = (rule.name for rule in self.rules if not rule.name.startswith(".") and "%" not in rule.name)
        chosen = named or next(first, "")
        return (chosen,) if chosen else ()

    def target(self, name: str, outer: Variables, *, explicit: bool) -> Iterator[RecipeLine | str]:
        """Yield the lines of a target's prerequisites, then those of its own recipe."""
        if name in self.made or len(self.made) > _MOST:
            return
        self.made.add(name)
        found = tuple(self._found(name))
        if not found and explicit:
            yield name
        variables = outer.inner()
        for makefile in self.makefiles:
            for assignment in makefile.assignments:
                if assignment.target and name in variables.expand(assignment.target).split():
                    variables.assign(assignment)
        for rule in found:
            yield from self._rule(name, rule, variables)

    def _rule(self, name: str, found: _NamedRule, variables: Variables) -> Iterator[RecipeLine | str]:
        before, after = (
            tuple(word.replace("%", found.stem, 1) for word in variables.expand(" ".join(names)).split())
            for names in (found.rule.prerequisites, found.rule.order_only)
        )
        for prerequisite in (*before, *after):
            yield from self.target(prerequisite, variables, explicit=False)
        yield from self._lines(found, variables, _automatic(name, found.stem, before))

    def _found(self, target: str) -> Iterator[_NamedRule]:
        """Yield the rules of a target by its name, and, when these have no recipe, the first pattern it fits."""
        exact = [found for found in self.rules if found.name == target]
        yield from exact
        if any(found.rule.recipe for found in exact):
            return
        for found in self.rules:
            head, percent, tail = found.name.partition("%")
            fits = len(target) > len(head + tail) and target.startswith(head) and target.endswith(tail)
            if percent and fits and found.rule.recipe:
                yield replace(found, stem=target[len(head) : len(target) - len(tail)])
                return

    def _lines(self, found: _NamedRule, variables: Variables, automatic: Mapping[str, str]) -> Iterator[RecipeLine]:
        environment = self._environment(variables, automatic)
        for step in found.rule.recipe:
            if variables.hold(step.conditions) is not False:
                yield RecipeLine(found.path, step.line, variables.expand(step.text, automatic), environment)

    def _environment(self, variables: Variables, automatic: Mapping[str, str]) -> dict[str, str]:
        exported = {name for makefile in self.makefiles for name in makefile.exports}
        exported |= {given.name for makefile in self.makefiles for given in makefile.assignments if given.exported}
        names = {*variables.environment, *variables.overrides}
        names |= set(variables.values) - _OWN if "*" in exported else exported
        return {name: variables.expand(f"$({name})", automatic) for name in names if variables.get(name) is not None}


def _automatic(target: str, stem: str, prerequisites: tuple[str, ...]) -> dict[str, str]:
    first = prerequisites[0] if prerequisites else ""
    values = {
        "@": target,
        "*": stem,
        "<": first,
        "^": " ".join(dict.fromkeys(prerequisites)),
        "+": " ".join(prerequisites),
    }
    folders = {f"{name}D": posixpath.dirname(values[name]) or "." for name in "@<*"}
    return values | folders | {f"{name}F": posixpath.basename(values[name]) for name in "@<*"}
