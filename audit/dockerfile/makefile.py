"""Makefiles as assignments and rules (door to tree-sitter's make grammar); nothing is expanded or decided here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import tree_sitter_make
from tree_sitter import Language, Node, Parser

LONGEST = 500_000
_LANGUAGE = Language(tree_sitter_make.language())
_CONDITIONS = frozenset({"ifeq_directive", "ifneq_directive", "ifdef_directive", "ifndef_directive"})
_OPERATORS = frozenset({"=", ":=", "::=", "?=", "+=", "!="})
# the grammar does not know `target: export X = value`; the word is taken out before and remembered
_SPECIFIC = re.compile(
    r"^([^\t#\n:=][^#\n:=]*:[ \t]*)((?:(?:export|override|private)[ \t]+)+)(?=[\w.-]+[ \t]*[:?+]*=)",
    re.MULTILINE,
)
_CONTINUED = re.compile(r"[ \t]*+\\\n\s*+")
_COMMENT = re.compile(r"(?<!\\)#.*")


@dataclass(frozen=True, slots=True)
class Condition:
    """Hold what must be so for a line to count: two texts equal, or (`defined`) a variable set; or the opposite."""

    left: str
    right: str = ""
    defined: bool = False
    holds: bool = True


Conditions = tuple[Condition, ...]


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
    """Hold what a Makefile says, in order; `exports` names variables, `*` for all of them."""

    path: str
    assignments: tuple[Assignment, ...] = ()
    rules: tuple[MakeRule, ...] = ()
    includes: tuple[str, ...] = ()
    exports: frozenset[str] = frozenset()


@lru_cache(maxsize=256)
def read(path: str, content: str) -> Makefile:
    """Read a Makefile; what the grammar cannot read is left out, and so is one of more than 500,000 characters."""
    if len(content) > LONGEST:
        return Makefile(path)
    exporting = {content.count("\n", 0, each.start()) for each in _SPECIFIC.finditer(content) if "export" in each[2]}
    plain = _SPECIFIC.sub(r"\1", content)
    nodes = tuple(_walk(Parser(_LANGUAGE).parse(plain.encode("utf-8", "surrogatepass")).root_node, ()))
    rules = tuple(_rule(node, conditions) for node, conditions in nodes if node.type == "rule")
    exports = {name for node, _ in nodes if node.type == "export_directive" for name in _exports(node)}
    if any(".EXPORT_ALL_VARIABLES" in rule.targets for rule in rules):
        exports.add("*")
    return Makefile(
        path=path,
        assignments=tuple(
            _assignment(node, conditions, exported=node.start_point.row in exporting)
            for node, conditions in nodes
            if node.type in ("variable_assignment", "shell_assignment", "define_directive")
        ),
        rules=rules,
        includes=tuple(word for node, _ in nodes if node.type == "include_directive" for word in _included(node)),
        exports=frozenset(exports),
    )


def _walk(root: Node, conditions: Conditions) -> Iterator[tuple[Node, Conditions]]:
    """Yield assignments, rules, includes and exports with their conditions, conditionals opened up.

    A conditional that stands below a recipe is taken by the grammar for a part of it, whatever it holds.
    """
    for node, needed in _branches(root, conditions):
        if node.type == "conditional":
            yield from _walk(node, needed)
            continue
        yield node, needed
        if node.type in ("export_directive", "override_directive", "rule", "recipe"):
            yield from _walk(node, needed)


def _branches(node: Node, outer: Conditions) -> Iterator[tuple[Node, Conditions]]:
    """Yield (child, conditions); in an else branch the conditions before it must not hold."""
    taken = refused = outer
    for child in node.named_children:
        if child.type in _CONDITIONS:
            condition = _condition(child)
            taken, refused = (*outer, condition), (*outer, replace(condition, holds=not condition.holds))
        elif child.type == "elsif_directive":
            yield from _branches(child, refused)
            given = next((_condition(each) for each in child.named_children if each.type in _CONDITIONS), None)
            refused = (*refused, replace(given, holds=not given.holds)) if given else refused
        elif child.type == "else_directive":
            yield from _branches(child, refused)
        else:
            yield child, taken


def _condition(node: Node) -> Condition:
    holds = node.type in ("ifeq_directive", "ifdef_directive")
    if node.type in ("ifdef_directive", "ifndef_directive"):
        return Condition(_text(node.child_by_field_name("variable")).strip(), defined=True, holds=holds)
    left, right = (_text(node.child_by_field_name(name)).strip() for name in ("arg0", "arg1"))
    return Condition(_unquoted(left), _unquoted(right), holds=holds)


def _unquoted(text: str) -> str:
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if quoted else text


def _text(node: Node | None) -> str:
    return (node.text or b"").decode("utf-8", "replace") if node is not None else ""


def _assignment(node: Node, conditions: Conditions, *, exported: bool) -> Assignment:
    parts = [child for child in node.children if child.type != "override"]
    before = node.child_by_field_name("name") or next((each for each in parts if each.type == "word"), None)
    value = _text(node.child_by_field_name("value"))
    around = node.parent.type if node.parent is not None else ""
    operator = next((_text(each) for each in parts if each.type in _OPERATORS), "=")
    name = _text(before)
    if operator == "=" and name.endswith(("?", "+")):
        # written without spaces (`X?=a`), the grammar takes the sign for a part of the name
        name, operator = name[:-1], f"{name[-1]}="
    return Assignment(
        name=name,
        operator=operator,
        value=value.strip() if node.type == "define_directive" else _value(value),
        target=_text(parts[0]) if parts and parts[0].type == "list" else "",
        exported=exported or around == "export_directive",
        overrides=around == "override_directive",
        conditions=conditions,
    )


def _value(value: str) -> str:
    """Return a value with continued lines joined and a comment at its end taken off."""
    return _COMMENT.sub("", joined(value)).replace("\\#", "#").strip()


def joined(value: str) -> str:
    """Return a text with continued lines joined, the space around the ends of lines made one."""
    return _CONTINUED.sub(" ", value).strip()


def _rule(node: Node, conditions: Conditions) -> MakeRule:
    recipe = next((child for child in node.children if child.type == "recipe"), None)
    return MakeRule(
        targets=_names(next((child for child in node.children if child.type == "targets"), None)),
        prerequisites=_names(node.child_by_field_name("normal")),
        recipe=tuple(_steps(recipe, ())) if recipe is not None else (),
        order_only=_names(node.child_by_field_name("order_only")),
        conditions=conditions,
    )


def _steps(recipe: Node, conditions: Conditions) -> Iterator[Step]:
    for node, needed in _branches(recipe, conditions):
        if node.type == "conditional":
            yield from _steps(node, needed)
        elif node.type == "recipe_line":
            yield Step(node.start_point.row + 1, _text(node).lstrip("@-+ \t"), needed)


def _names(node: Node | None) -> tuple[str, ...]:
    return tuple(joined(_text(node)).split()) if node is not None else ()


def _included(node: Node) -> tuple[str, ...]:
    return tuple(word for child in node.named_children for word in joined(_text(child)).split())


def _exports(node: Node) -> Iterator[str]:
    names = [word for child in node.named_children if child.type in ("list", "word") for word in _text(child).split()]
    assigned = [child for child in node.named_children if child.type == "variable_assignment"]
    yield from names
    yield from (_text(child.child_by_field_name("name")) for child in assigned)
    if not names and not assigned:
        yield "*"
