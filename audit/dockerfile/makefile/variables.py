"""Assign and expand the variables of a Makefile.

https://www.gnu.org/software/make/manual/html_node/Using-Variables.html
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from audit.dockerfile.makefile import control_functions, text_functions
from audit.dockerfile.makefile.conditions import Condition, Conditions
from audit.dockerfile.makefile.statements import Assignment, Makefile

_DEPTH = 20
_LIMIT = 20_000
_STEPS = 50_000  # references in one call of make; a bound on hostile Makefiles
_WHICH = re.compile(r"shell\s+(?:which|command\s+-v|type\s+-P)\s+([\w.-]+)(?:\s+2>\s*/dev/null)?")


@dataclass(slots=True)
class Variables:
    """Hold make's variables while a Makefile is read; the command line wins over them, the environment loses."""

    environment: Mapping[str, str]
    overrides: Mapping[str, str]
    values: dict[str, str] = field(default_factory=dict)
    steps: Iterator[int] = field(default_factory=count)

    def assign_globals(self, makefile: Makefile) -> None:
        """Take the assignments of a Makefile that are not for one target."""
        for assignment in makefile.assignments:
            if not assignment.target:
                self.assign(assignment)

    def inner(self) -> "Variables":
        """Return a copy for one target; what is set in it reaches the target's prerequisites only."""
        return Variables(self.environment, self.overrides, dict(self.values), self.steps)

    def assign(self, given: Assignment) -> None:
        """Take one assignment as make does; where nothing decides a condition, an else sets what is not set yet."""
        name, holds = given.name, self.hold(given.conditions)
        fallback = holds is None and any(not condition.holds for condition in given.conditions)
        known = name in self.values or (given.operator == "?=" and name in self.environment)
        if holds is False or ((fallback or given.operator == "?=") and known):
            return
        before = self.get(name) or ""
        if given.overrides:
            self.overrides = {key: value for key, value in self.overrides.items() if key != name}
        self.values[name] = self._assigned(given, before)

    def _assigned(self, given: Assignment, before: str) -> str:
        """Return the value to keep, still to be expanded when it is used."""
        if given.operator == "+=":
            return f"{before} {given.value}".strip()[:_LIMIT]
        if given.operator == "!=":
            return "$$(shell)"
        # `X = $(X) more` would never end
        itself = f"$({given.name})" in given.value or f"${{{given.name}}}" in given.value
        if given.operator in (":=", "::=") or itself:
            return self.expand(given.value).replace("$", "$$")
        return given.value

    def hold(self, conditions: Conditions) -> bool | None:
        """Tell whether all conditions hold; None when none is false and one is undecided."""
        found = [self._holds(condition) for condition in conditions]
        return False if False in found else None if None in found else True

    def _holds(self, condition: Condition) -> bool | None:
        if condition.defined:
            return bool(self.get(self.expand(condition.left))) == condition.holds
        left, right = self.expand(condition.left), self.expand(condition.right)
        return None if "$" in left + right else (left == right) == condition.holds

    def get(self, name: str) -> str | None:
        """Return the unexpanded value, or None when nothing sets the variable."""
        for place in (self.overrides, self.values, self.environment):
            if name in place:
                return place[name]
        return None

    def expand(self, text: str, automatic: Mapping[str, str] | None = None, depth: int = 0) -> str:
        """Expand `$(X)`, `${X}`, `$X` and `$$`; functions stay, shortened to `$(shell)`."""
        if "$" not in text:
            return text[:_LIMIT]
        found: list[str] = []
        index = length = 0
        while index < len(text) and length <= _LIMIT:
            if text[index] != "$" or index + 1 == len(text):
                end = text.find("$", index + 1)
                part, index = text[index : end if end >= 0 else len(text)], end if end >= 0 else len(text)
            else:
                inner, index = _reference(text, index + 1)
                part = self._value(inner, automatic or {}, depth)
            found.append(part)
            length += len(part)
        return "".join(found)[:_LIMIT]

    def _value(self, inner: str, automatic: Mapping[str, str], depth: int) -> str:
        if inner == "$":
            return "$"
        if inner in automatic:
            return automatic[inner]
        word = inner.split(None, 1)[0] if inner.strip() else ""
        if word in text_functions.NAMES and inner != word:
            return self._function(word, inner.strip()[len(word) :].lstrip(), automatic, depth)
        if depth > _DEPTH or next(self.steps) > _STEPS:
            return f"$({inner})" if len(inner) < _DEPTH else ""
        name, _, changes = inner.partition(":")
        name = self.expand(name, automatic, depth + 1) if "$" in name else name
        value = self.get(name) or ""
        if name in self.overrides or name in self.values:  # the shell has expanded what the environment holds
            value = self.expand(value, automatic, depth + 1)
        return text_functions.replace_suffix(value, changes) if changes else value

    def _function(self, word: str, rest: str, automatic: Mapping[str, str], depth: int) -> str:
        """Evaluate a function that only works on words; others stay, shortened to their name."""
        given = text_functions.arguments(rest)
        if word == "shell" and (found := _WHICH.fullmatch(f"shell {rest}")):
            return found[1]
        if depth > _DEPTH or next(self.steps) > _STEPS:
            return f"$({word})"
        if word in control_functions.NAMES:
            expand = lambda text, known: self.expand(text, {**automatic, **known}, depth + 1)  # noqa: E731
            return control_functions.apply(word, given, expand, self.get)
        arity = text_functions.ARITY.get(word)
        if arity is None or len(given) < arity:
            return f"$({word})"
        texts = (*given[: arity - 1], ",".join(given[arity - 1 :]))
        result = text_functions.apply(word, [self.expand(argument, automatic, depth + 1) for argument in texts])
        return f"$({word})" if result is None or len(result) > _LIMIT else result


def _reference(text: str, index: int) -> tuple[str, int]:
    """Return the inside of the reference that begins at `index`, after its `$`, and the index after it."""
    opening = text[index]
    if opening not in "({":
        return opening, index + 1
    closing, depth = {"(": ")", "{": "}"}[opening], 0
    for position in range(index, len(text)):
        depth += {opening: 1, closing: -1}.get(text[position], 0)
        if depth == 0:
            return text[index + 1 : position], position + 1
    return text[index + 1 :], len(text)
