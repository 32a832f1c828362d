"""Read Makefiles into assignments and rules, nothing expanded (door to tree-sitter's make grammar)."""

import re
from collections.abc import Iterator
from functools import lru_cache

import tree_sitter_make
from tree_sitter import Language, Node, Parser

from audit.dockerfile.makefile.conditions import Conditions, branches, text, walk
from audit.dockerfile.makefile.statements import Assignment, Makefile, MakeRule, Step

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
_TABBED = re.compile(r"^\t(?:[^\\\n]|\\.)*", re.MULTILINE | re.DOTALL)


@lru_cache(maxsize=256)
def read(path: str, content: str) -> Makefile:
    """Read a Makefile without what the grammar cannot read; one of more than 500,000 characters is left empty."""
    if len(content) > LONGEST:
        return Makefile(path)
    exporting = {content.count("\n", 0, found.start()) for found in _SPECIFIC.finditer(content) if "export" in found[2]}
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
        includes=tuple(
            word
            for node, _ in nodes
            if node.type == "include_directive"
            for child in node.named_children
            for word in _names(child)
        ),
        exports=frozenset(exports),
    )


def _assignment(node: Node, conditions: Conditions, *, exported: bool) -> Assignment:
    parts = [child for child in node.children if child.type != "override"]
    before = node.child_by_field_name("name") or next((part for part in parts if part.type == "word"), None)
    # the grammar takes the mark of an operator without a space before it for a part of the name
    name = text(before).rstrip("?:+!")
    mark = text(before)[len(name) :]
    value = text(node.child_by_field_name("value"))
    outer = node.parent.type if node.parent is not None else ""
    return Assignment(
        name=name,
        operator=mark + next((text(part) for part in parts if part.type in _OPERATORS), "="),
        value=value.strip() if node.type == "define_directive" else _value(value),
        target=text(parts[0]) if parts and parts[0].type == "list" else "",
        exported=exported or outer == "export_directive",
        overrides=outer == "override_directive",
        conditions=conditions,
    )


def _value(value: str) -> str:
    """Return a value with continued lines joined and a comment at its end taken off."""
    return _COMMENT.sub("", joined(value)).replace("\\#", "#").strip()


def joined(value: str) -> str:
    """Return a text with continued lines joined by one space."""
    return _CONTINUED.sub(" ", value).strip()


def _rule(node: Node, conditions: Conditions) -> MakeRule:
    parts = {child.type: child for child in node.children}
    return MakeRule(
        targets=_names(parts.get("targets")),
        prerequisites=_names(node.child_by_field_name("normal")),
        recipe=tuple(_steps(parts["recipe"], ())) if "recipe" in parts else (),
        order_only=_names(node.child_by_field_name("order_only")),
        conditions=conditions,
    )


def _steps(recipe: Node, conditions: Conditions) -> Iterator[Step]:
    for node, needed in branches(recipe, conditions):
        if node.type == "conditional":
            yield from _steps(node, needed)
        elif node.type == "recipe_line":
            yield Step(node.start_point.row + 1, text(node).lstrip("@-+ \t"), needed)


def tabbed_lines(text: str) -> Iterator[Step]:
    """Yield every line that begins with a tab, with the lines that continue it, whether or not a rule can be read."""
    line = last = 1
    for match in _TABBED.finditer(text):
        line += text.count("\n", last - 1, match.start())
        last = match.start() + 1
        yield Step(line, match[0].lstrip("@-+ \t"))


def _names(node: Node | None) -> tuple[str, ...]:
    return tuple(joined(text(node)).split())


def _exports(node: Node) -> Iterator[str]:
    listed = (child for child in node.named_children if child.type in ("list", "word"))
    assigned = (child for child in node.named_children if child.type == "variable_assignment")
    names = [word for child in listed for word in text(child).split()]
    names += [text(child.child_by_field_name("name")) for child in assigned]
    yield from names or ("*",)
