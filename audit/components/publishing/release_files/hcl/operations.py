"""Combine expressions of HCL; what nothing decides is `?`.

https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#expressions
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, Union

UNDECIDED = "?"
Value: TypeAlias = Union[str, "list[Value]", "dict[str, Value]"]
Function = Callable[[list[Value]], Value]


@dataclass(frozen=True, slots=True)
class Scope:
    """Hold the values of names, and the functions."""

    values: Mapping[str, Value]
    functions: Mapping[str, Function]

    def knowing(self, values: Mapping[str, Value]) -> "Scope":
        """Return the scope with more values."""
        return Scope({**self.values, **values}, self.functions)


Expression = Callable[[Scope], Value]


def constant(text: str) -> Expression:
    """Return an expression of a known text."""
    return lambda _: text


def listed(items: list[Expression]) -> Expression:
    """Return the list of the items."""
    return lambda scope: [item(scope) for item in items]


def call(name: str, arguments: list[Expression]) -> Expression:
    """Return a call of a function; one that is unknown or fails gives `?`."""

    def value(scope: Scope) -> Value:
        function = scope.functions.get(name)
        try:
            return function([argument(scope) for argument in arguments]) if function else UNDECIDED
        except (IndexError, AttributeError, TypeError, ValueError):
            return UNDECIDED

    return value


def conditional(condition: Expression, first: Expression, second: Expression) -> Expression:
    """Return `condition ? first : second`."""

    def value(scope: Scope) -> Value:
        chosen = condition(scope)
        return UNDECIDED if chosen == UNDECIDED else second(scope) if chosen in ("false", "") else first(scope)

    return value


def operation(operator: str, left: Expression, right: Expression) -> Expression:
    """Return a comparison or a conjunction; arithmetic gives `?`."""

    def value(scope: Scope) -> Value:
        first, second = left(scope), right(scope)
        if operator in ("==", "!=") and UNDECIDED not in (first, second):
            return "true" if (first == second) == (operator == "==") else "false"
        if operator == "&&":
            return "false" if "false" in (first, second) else "true" if first == second == "true" else UNDECIDED
        if operator == "||":
            return "true" if "true" in (first, second) else "false" if first == second == "false" else UNDECIDED
        return UNDECIDED

    return value


def item(found: Expression, key: Expression) -> Expression:
    """Return the entry of a list or a mapping."""

    def value(scope: Scope) -> Value:
        container, name = found(scope), key(scope)
        if isinstance(container, dict):
            return container.get(str(name), UNDECIDED)
        if isinstance(container, list) and str(name).isdecimal() and int(str(name)) < len(container):
            return container[int(str(name))]
        return UNDECIDED

    return value


def loop(names: list[str], source: Expression, body: list[Expression], condition: Expression) -> Expression:
    """Return `[for names in source : body if condition]`, or a mapping when the body has two parts."""

    def inner(scope: Scope) -> Iterator[Scope]:
        values = source(scope)
        pairs = list(values.items()) if isinstance(values, dict) else list(enumerate(values)) * isinstance(values, list)
        for key, item in pairs:
            known = scope.knowing(dict(zip(names, (item,) if len(names) == 1 else (str(key), item), strict=True)))
            if condition(known) != "false":
                yield known

    def value(scope: Scope) -> Value:
        if len(body) == 1:
            return [body[0](known) for known in inner(scope)]
        return {str(body[0](known)): body[1](known) for known in inner(scope)}

    return value
