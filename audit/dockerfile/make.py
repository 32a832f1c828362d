"""What `make TARGET` runs: variables expanded as make does, prerequisites first, line by line."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from audit.dockerfile.makefile import Assignment, Makefile, MakeRule

_DEPTH = 20
_LIMIT = 20_000
_WHICH = re.compile(r"shell\s+(?:which|command\s+-v|type\s+-P)\s+([\w.-]+)(?:\s+2>\s*/dev/null)?")
_FUNCTIONS = frozenset(
    {
        "shell",
        "if",
        "or",
        "and",
        "foreach",
        "call",
        "wildcard",
        "patsubst",
        "subst",
        "filter",
        "filter-out",
        "sort",
        "word",
        "words",
        "wordlist",
        "firstword",
        "lastword",
        "dir",
        "notdir",
        "suffix",
        "basename",
        "addsuffix",
        "addprefix",
        "join",
        "realpath",
        "abspath",
        "strip",
        "findstring",
        "eval",
        "value",
        "origin",
        "flavor",
        "error",
        "warning",
        "info",
        "file",
        "guile",
        "let",
        "intcmp",
    },
)


@dataclass(frozen=True, slots=True)
class RecipeLine:
    """Hold one line of a recipe as the shell gets it, with where it stands and the variables it is run with."""

    path: str
    line: int
    shell: str
    environment: Mapping[str, str]


@dataclass(slots=True)
class _Variables:
    """Hold make's variables while a Makefile is read; command-line ones win, the environment loses."""

    environment: Mapping[str, str]
    overrides: Mapping[str, str]
    values: dict[str, str] = field(default_factory=dict)

    def assign(self, given: Assignment) -> None:
        """Take one assignment as make does; an else branch only sets what nothing set before."""
        name = given.name
        known = name in self.values or (given.operator == "?=" and name in self.environment)
        if (given.fallback or given.operator == "?=") and known:
            return
        if given.operator == "+=":
            before = self.values.get(name, self.environment.get(name, ""))
            self.values[name] = f"{before} {given.value}".strip()[:_LIMIT]
        elif given.operator == "!=":
            self.values[name] = "$(shell)"
        elif re.search(rf"\$[({{]{re.escape(name)}[)}}]", given.value):
            self.values[name] = self.expand(given.value, {})  # `X := $(X) more` would never end otherwise
        else:
            self.values[name] = given.value

    def get(self, name: str) -> str | None:
        """Return the unexpanded value, or None when nothing sets the variable."""
        for place in (self.overrides, self.values, self.environment):
            if name in place:
                return place[name]
        return None

    def expand(self, text: str, automatic: Mapping[str, str], depth: int = 0) -> str:
        """Expand `$(X)`, `${X}`, `$X` and `$$`; functions stay, shortened to `$(shell)`."""
        found: list[str] = []
        index = 0
        while index < len(text):
            if text[index] != "$" or index + 1 == len(text):
                end = text.find("$", index + 1)
                end = len(text) if end < 0 else end
                found.append(text[index:end])
                index = end
                continue
            inner, index = _reference(text, index + 1)
            found.append(self._value(inner, automatic, depth))
        return "".join(found)[:_LIMIT]

    def _value(self, inner: str, automatic: Mapping[str, str], depth: int) -> str:
        if inner == "$":
            return "$"
        if inner in automatic:
            return automatic[inner]
        word = inner.split(None, 1)[0] if inner.strip() else ""
        if word in _FUNCTIONS and inner != word:
            found = _WHICH.fullmatch(inner.strip())
            return found[1] if found else f"$({word})"
        name, _, changes = inner.partition(":")
        name = self.expand(name, automatic, depth + 1) if "$" in name else name
        value = self.get(name)
        if value is None or depth > _DEPTH:
            return "" if value is None else f"$({name})"
        if name not in self.overrides and name not in self.values:
            return value  # from the environment, which the shell has expanded already
        expanded = self.expand(value, automatic, depth + 1)
        return _changed(expanded, changes) if changes else expanded


def _changed(value: str, changes: str) -> str:
    """Apply `$(X:.c=.o)` to each word."""
    before, _, after = changes.partition("=")
    words = value.split()
    return " ".join(word.removesuffix(before) + after if before and word.endswith(before) else word for word in words)


def _reference(text: str, index: int) -> tuple[str, int]:
    """Return the inside of the reference that begins at `index`, after its `$`, and where the text goes on."""
    opening = text[index]
    if opening not in "({":
        return opening, index + 1
    closing, depth = {"(": ")", "{": "}"}[opening], 0
    for position in range(index, len(text)):
        depth += {opening: 1, closing: -1}.get(text[position], 0)
        if depth == 0:
            return text[index + 1 : position], position + 1
    return text[index + 1 :], len(text)


@dataclass(frozen=True, slots=True)
class Call:
    """Hold a call of make: its targets, the variables on its command line, its folder and its environment."""

    targets: tuple[str, ...]
    overrides: Mapping[str, str]
    folder: str
    environment: Mapping[str, str]


def recipes(makefiles: Sequence[Makefile], call: Call) -> Iterator[RecipeLine | str]:
    """Yield what the targets run, prerequisites first; a text names a target that no Makefile has.

    A make variable reaches the recipe's environment only when it is exported, given on the command line, or was in
    the environment before.
    """
    variables = _Variables(
        call.environment, call.overrides, {"MAKE": "make", "CURDIR": call.folder, "PWD": call.folder}
    )
    for makefile in makefiles:
        for assignment in makefile.assignments:
            if not assignment.target:
                variables.assign(assignment)
    seen: set[str] = set()
    for target in call.targets or _default(makefiles):
        yield from _target(target, makefiles, variables, seen, explicit=True)


def _default(makefiles: Sequence[Makefile]) -> tuple[str, ...]:
    named = next(
        (each.value for makefile in makefiles for each in makefile.assignments if each.name == ".DEFAULT_GOAL"), ""
    )
    first = (
        target
        for makefile in makefiles
        for rule in makefile.rules
        for target in rule.targets
        if not target.startswith(".") and "%" not in target and "$" not in target
    )
    chosen = named or next(first, "")
    return (chosen,) if chosen else ()


def _target(
    target: str,
    makefiles: Sequence[Makefile],
    variables: _Variables,
    seen: set[str],
    *,
    explicit: bool,
) -> Iterator[RecipeLine | str]:
    if target in seen or len(seen) > 200:  # noqa: PLR2004 - a bound on hostile Makefiles
        return
    seen.add(target)
    found = [(makefile, rule, stem) for makefile, rule, stem in _rules(target, makefiles, variables)]
    if not found and explicit:
        yield target
    for makefile, rule, stem in found:
        for each in rule.prerequisites:
            for name in variables.expand(each.replace("%", stem), {}).split():
                yield from _target(name, makefiles, variables, seen, explicit=False)
        yield from _lines(target, makefile, rule, stem, variables, makefiles)


def _rules(
    target: str,
    makefiles: Sequence[Makefile],
    variables: _Variables,
) -> Iterator[tuple[Makefile, MakeRule, str]]:
    """Yield the rules of a target by its name, else those whose pattern it fits, with the stem of `%`."""
    exact = False
    everything = [
        (makefile, rule, variables.expand(name, {}))
        for makefile in makefiles
        for rule in makefile.rules
        for name in rule.targets
    ]
    for makefile, rule, names in everything:
        if target in names.split():
            exact = exact or bool(rule.recipe)
            yield makefile, rule, ""
    for makefile, rule, name in everything:
        if not exact and "%" in name and fnmatchcase(target, name.replace("%", "?*")):
            head, _, tail = name.partition("%")
            yield makefile, rule, target[len(head) : len(target) - len(tail)]
            return


def _lines(
    target: str,
    makefile: Makefile,
    rule: MakeRule,
    stem: str,
    variables: _Variables,
    makefiles: Sequence[Makefile],
) -> Iterator[RecipeLine]:
    local = _Variables(variables.environment, variables.overrides, dict(variables.values))
    for each in (
        one for every in makefiles for one in every.assignments if one.target and target in one.target.split()
    ):
        local.assign(each)
    first = rule.prerequisites[0].replace("%", stem) if rule.prerequisites else ""
    automatic = {
        "@": target,
        "*": stem,
        "<": first,
        "^": " ".join(rule.prerequisites),
        "@D": posixpath.dirname(target),
        "@F": posixpath.basename(target),
    }
    environment = _environment(local, makefiles, automatic)
    for line, text in rule.recipe:
        yield RecipeLine(makefile.path, line, local.expand(text, automatic), environment)


def _environment(
    variables: _Variables,
    makefiles: Sequence[Makefile],
    automatic: Mapping[str, str],
) -> dict[str, str]:
    exported = {name for makefile in makefiles for name in makefile.exports}
    exported |= {each.name for makefile in makefiles for each in makefile.assignments if each.exported}
    names = (
        set(variables.environment) | set(variables.overrides) | (set(variables.values) if "*" in exported else exported)
    )
    return {name: variables.expand(f"$({name})", automatic) for name in names if variables.get(name) is not None}
