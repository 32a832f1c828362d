"""Makefiles as assignments and rules (door to tree-sitter's make grammar); nothing is expanded or decided here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import tree_sitter_make
from tree_sitter import Language, Node, Parser

from audit.dockerfile.makefile.conditions import Conditions, branches, text, walk

LONGEST = 500_000
_LANGUAGE = Language(tree_sitter_make.language())
_OPERATORS = frozenset({"=", ":=", "::=", "?=", "+=", "!="})
# the grammar does not know `target: export X = value`; the word is taken out before and remembered
_SPECIFIC = re.compile(
    r"^([^\t#\n:=][^#\n:=]*:[ \t]*)((?:(?:export|override|private)[ \t]+)+)(?=[\w.-]+[ \t]*[:?+]*=)",
    re.MULTILINE,
)
_CONTINUED = re.compile(r"[ \t]*+\\\n\s*+")
_COMMENT = re.compile(r"(?<!\\)#.*")


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
    nodes = tuple(walk(Parser(_LANGUAGE).parse(plain.encode("utf-8", "surrogatepass")).root_node, ()))
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


def _assignment(node: Node, conditions: Conditions, *, exported: bool) -> Assignment:
    parts = [child for child in node.children if child.type != "override"]
    before = node.child_by_field_name("name") or next((each for each in parts if each.type == "word"), None)
    # the grammar takes the mark of an operator without a space before it for a part of the name
    name = text(before).rstrip("?:+!")
    mark = text(before)[len(name) :]
    value = text(node.child_by_field_name("value"))
    around = node.parent.type if node.parent is not None else ""
    return Assignment(
        name=name,
        operator=mark + next((text(each) for each in parts if each.type in _OPERATORS), "="),
        value=value.strip() if node.type == "define_directive" else _value(value),
        target=text(parts[0]) if parts and parts[0].type == "list" else "",
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
    for node, needed in branches(recipe, conditions):
        if node.type == "conditional":
            yield from _steps(node, needed)
        elif node.type == "recipe_line":
            yield Step(node.start_point.row + 1, text(node).lstrip("@-+ \t"), needed)


def _names(node: Node | None) -> tuple[str, ...]:
    return tuple(joined(text(node)).split()) if node is not None else ()


def _included(node: Node) -> tuple[str, ...]:
    return tuple(word for child in node.named_children for word in joined(text(child)).split())


def _exports(node: Node) -> Iterator[str]:
    names = [word for child in node.named_children if child.type in ("list", "word") for word in text(child).split()]
    assigned = [child for child in node.named_children if child.type == "variable_assignment"]
    yield from names
    yield from (text(child.child_by_field_name("name")) for child in assigned)
    if not names and not assigned:
        yield "*"
