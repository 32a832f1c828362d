"""Makefiles as assignments and rules (door to tree-sitter's make grammar); nothing is expanded here."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import tree_sitter_make
from tree_sitter import Language, Node, Parser

_LANGUAGE = Language(tree_sitter_make.language())


@dataclass(frozen=True, slots=True)
class Assignment:
    """Hold one assignment; `target` is empty for a global one; `fallback` marks what stands in an else branch."""

    name: str
    operator: str
    value: str
    target: str
    exported: bool
    fallback: bool


@dataclass(frozen=True, slots=True)
class MakeRule:
    """Hold a rule: targets, prerequisites, and recipe lines with their 1-based line numbers."""

    targets: tuple[str, ...]
    prerequisites: tuple[str, ...]
    recipe: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Makefile:
    """Hold what a Makefile says, in order; `exports` names variables, `*` for all of them."""

    path: str
    assignments: tuple[Assignment, ...]
    rules: tuple[MakeRule, ...]
    includes: tuple[str, ...]
    exports: frozenset[str]


@lru_cache(maxsize=256)
def read(path: str, content: str) -> Makefile:
    """Read a Makefile; what the grammar cannot read is left out."""
    root = Parser(_LANGUAGE).parse(content.encode("utf-8", "surrogatepass")).root_node
    nodes = tuple(_walk(root, fallback=False))
    return Makefile(
        path=path,
        assignments=tuple(
            _assignment(node, fallback=fallback)
            for node, fallback in nodes
            if node.type in ("variable_assignment", "define_directive")
        ),
        rules=tuple(_rule(node) for node, _ in nodes if node.type == "rule"),
        includes=tuple(word for node, _ in nodes if node.type == "include_directive" for word in _included(node)),
        exports=frozenset(name for node, _ in nodes if node.type == "export_directive" for name in _exports(node)),
    )


def _walk(root: Node, *, fallback: bool) -> Iterator[tuple[Node, bool]]:
    """Yield assignments, rules, includes and exports, conditionals opened up."""
    for node in root.named_children:
        match node.type:
            case "conditional":
                yield from _walk(node, fallback=fallback)
            case "else_directive" | "elsif_directive":
                yield from _walk(node, fallback=True)
            case "export_directive" | "override_directive":
                yield node, fallback
                yield from _walk(node, fallback=fallback)
            case _:
                yield node, fallback


def _text(node: Node | None) -> str:
    return (node.text or b"").decode("utf-8", "replace") if node is not None else ""


def _assignment(node: Node, *, fallback: bool) -> Assignment:
    parts = [child for child in node.children if child.type != "override"]
    operator = next((_text(each) for each in parts if each.type in ("=", ":=", "::=", "?=", "+=", "!=")), "=")
    before = node.child_by_field_name("name") or next((each for each in parts if each.type == "word"), None)
    target = _text(parts[0]) if parts and parts[0].type == "list" else ""
    value = node.child_by_field_name("value")
    exported = node.parent is not None and node.parent.type == "export_directive"
    return Assignment(_text(before), operator, joined(_text(value)), target, exported, fallback)


def joined(value: str) -> str:
    """Return a value with continued lines joined and a comment at its end taken off."""
    return value.replace("\\\n", " ").strip()


def _rule(node: Node) -> MakeRule:
    recipe = next((child for child in node.children if child.type == "recipe"), None)
    lines = [child for child in recipe.children if child.type == "recipe_line"] if recipe is not None else []
    return MakeRule(
        targets=_names(node, "targets"),
        prerequisites=_names(node, "prerequisites"),
        recipe=tuple((line.start_point.row + 1, _text(line).lstrip("@-+ \t")) for line in lines),
    )


def _names(node: Node, kind: str) -> tuple[str, ...]:
    found = next((child for child in node.children if child.type == kind), None)
    return tuple(joined(_text(found)).split()) if found is not None else ()


def _included(node: Node) -> tuple[str, ...]:
    return tuple(word for child in node.named_children for word in joined(_text(child)).split())


def _exports(node: Node) -> Iterator[str]:
    names = [word for child in node.named_children if child.type in ("list", "word") for word in _text(child).split()]
    assigned = [child for child in node.named_children if child.type == "variable_assignment"]
    yield from names
    yield from (_text(child.child_by_field_name("name")) for child in assigned)
    if not names and not assigned:
        yield "*"
