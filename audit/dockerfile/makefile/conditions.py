"""Read the conditionals of a Makefile: the conditions under which the lines between `ifeq` and `endif` count."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tree_sitter import Node

_CONDITIONS = frozenset({"ifeq_directive", "ifneq_directive", "ifdef_directive", "ifndef_directive"})


@dataclass(frozen=True, slots=True)
class Condition:
    """Hold one condition: two texts are equal, or (`defined`) a variable is set; the opposite unless `holds`."""

    left: str
    right: str = ""
    defined: bool = False
    holds: bool = True


Conditions = tuple[Condition, ...]


def walk(root: Node, conditions: Conditions) -> Iterator[tuple[Node, Conditions]]:
    """Yield assignments, rules, includes and exports with their conditions, conditionals opened up.

    The grammar takes a conditional below a recipe for a part of the recipe, whatever it contains.
    """
    for node, needed in branches(root, conditions):
        if node.type == "conditional":
            yield from walk(node, needed)
            continue
        yield node, needed
        if node.type in ("export_directive", "override_directive", "rule", "recipe"):
            yield from walk(node, needed)


def branches(node: Node, outer: Conditions) -> Iterator[tuple[Node, Conditions]]:
    """Yield (child, conditions); in an else branch the conditions before it must not hold."""
    taken = refused = outer
    for child in node.named_children:
        if child.type in _CONDITIONS:
            condition = _condition(child)
            taken, refused = (*outer, condition), (*outer, replace(condition, holds=not condition.holds))
        elif child.type == "elsif_directive":
            yield from branches(child, refused)
            given = next((_condition(inner) for inner in child.named_children if inner.type in _CONDITIONS), None)
            refused = (*refused, replace(given, holds=not given.holds)) if given else refused
        elif child.type == "else_directive":
            yield from branches(child, refused)
        else:
            yield child, taken


def _condition(node: Node) -> Condition:
    holds = node.type in ("ifeq_directive", "ifdef_directive")
    if node.type in ("ifdef_directive", "ifndef_directive"):
        return Condition(text(node.child_by_field_name("variable")).strip(), defined=True, holds=holds)
    left, right = (text(node.child_by_field_name(name)).strip() for name in ("arg0", "arg1"))
    return Condition(_unquoted(left), _unquoted(right), holds=holds)


def _unquoted(word: str) -> str:
    quoted = len(word) > 1 and word[0] == word[-1] and word[0] in "\"'"
    return word[1:-1] if quoted else word


def text(node: Node | None) -> str:
    """Return the text of a node; empty for None."""
    return (node.text or b"").decode("utf-8", "replace") if node is not None else ""
