"""Unroll shell text: loops over known words, branches that known values decide, and calls of its functions.

What nothing decides stays as it is. The result has other line numbers than the text.
"""

import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase

from tree_sitter import Node

from audit.dockerfile.shell import branches, script_arguments, script_syntax, tests
from audit.dockerfile.shell.known_words import KnownWords
from audit.dockerfile.syntax import substitution

_TELLING = re.compile(r"\b(?:for|if|case|function)\b|\(\)\s*\{")
_LONGEST = 60_000  # characters of a result
_MOST_WORDS = 60  # of a loop
_MOST_ROUNDS = 2_000  # of all loops and calls together
_DEEPEST = 4  # functions within functions
_OPEN = re.compile(r"[$`*?]")
_COMPOUND = frozenset(
    {"program", "list", "do_group", "compound_statement", "subshell", "redirected_statement", "declaration_command",
     "pipeline", "else_clause", "elif_clause", "while_statement"}
)  # fmt: skip


def unroll(text: str, values: dict[str, str], arguments: tuple[str, ...] = ()) -> str:
    """Return the text unrolled; `values` are known variables, `arguments` those of the script."""
    if not _TELLING.search(text):
        return script_arguments.put_in(text, arguments)
    root = script_syntax.parse(text)
    if root is None:
        return text
    if arguments:
        text = "".join(script_arguments.outside_functions(text, root, arguments))
        root = script_syntax.parse(text)
    try:
        return _Unrolling(text, values, 0, iter(range(_MOST_ROUNDS))).of(root)[:_LONGEST] if root is not None else text
    except RecursionError:
        return text


class _Unrolling(KnownWords):
    def __init__(self, text: str, values: dict[str, str], depth: int, rounds: Iterator[int]) -> None:
        super().__init__(text, values)
        self.depth, self.rounds = depth, rounds
        self.functions: dict[str, str] = {}
        self.undecided = 0
        self.readers: dict[str, Callable[[Node], str]] = {
            "for_statement": self._loop,
            "if_statement": self._branches,
            "case_statement": self._case,
            "function_definition": self._function,
            "variable_assignment": self._assignment,
            "command": self._command,
        }

    def of(self, node: Node) -> str:
        """Return the text of a node unrolled."""
        unroll = self.readers.get(node.type)
        if unroll is not None:
            return unroll(node)
        return self._children(node) if node.type in _COMPOUND else self.raw(node)

    def _children(self, node: Node) -> str:
        parts, place = list[str](), node.start_byte
        for child in node.named_children:
            parts += [self.text[place : child.start_byte], self.of(child)]
            place = child.end_byte
        return "".join((*parts, self.text[place : node.end_byte]))

    def _inner(self, nodes: list[Node]) -> str:
        return "\n".join(self.of(node) for node in nodes)

    def _loop(self, node: Node) -> str:
        name, body = node.child_by_field_name("variable"), node.child_by_field_name("body")
        if name is None or body is None:
            return self.raw(node)
        words = [word for value in node.children_by_field_name("value") for word in self.words(value)]
        if not words or len(words) > _MOST_WORDS or any(_OPEN.search(word) for word in words):
            return self._children(node)
        found = list[str]()
        for word, _ in zip(words, self.rounds, strict=False):
            self.values[self.raw(name)] = word
            found.append(f"{self.raw(name)}='{word}'\n{self._inner(list(body.named_children))}")
        return "\n".join(found)

    def _branches(self, node: Node) -> str:
        """Return the branch that is taken; all of them when a condition is undecided."""
        for condition, body in branches.choices(node, self.text):
            holds = tests.holds(substitution.substitute(condition, self.values)) if condition else True
            if holds is None:
                self.undecided += 1
                text = self._children(node)
                self.undecided -= 1
                return text
            if holds:
                return self._inner(body) or ":"
        return ":"

    def _case(self, node: Node) -> str:
        value = node.child_by_field_name("value")
        said = self.said(value) if value is not None else "$"
        if _OPEN.search(said):
            return self._children(node)
        for item in node.named_children:
            if item.type == "case_item":
                patterns = item.children_by_field_name("value")
                if any(fnmatchcase(said, self.said(pattern)) for pattern in patterns):
                    return self._inner([child for child in item.named_children if child not in patterns]) or ":"
        return ":"

    def _function(self, node: Node) -> str:
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        if name is None or body is None or body.type != "compound_statement":
            return self.raw(node)
        self.functions[self.raw(name)] = self.raw(body)[1:-1]
        return self.raw(node) if f"{self.raw(name)} " not in self.text[node.end_byte :] else ":"

    def _assignment(self, node: Node) -> str:
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if name is None or value is None:
            return self.raw(node)
        said, before = self.said(value), self.values.get(self.raw(name), "")
        if self.undecided and before and not tests.is_local(before) and tests.is_local(said):
            return ":"  # a registry for tries, used on some condition only
        self.values[self.raw(name)] = said
        return self.raw(node)

    def _command(self, node: Node) -> str:
        name = node.child_by_field_name("name")
        body = self.functions.get(self.raw(name), "") if name is not None else ""
        if not body or self.depth >= _DEEPEST or next(self.rounds, None) is None:
            return self.raw(node)
        words = (self.raw(word) for word in node.children_by_field_name("argument"))
        given = tuple(substitution.substitute(word, self.values) for word in words)
        inner = _Unrolling(script_arguments.put_in(body, given, blank=True), self.values, self.depth + 1, self.rounds)
        inner.functions = self.functions
        root = script_syntax.parse(inner.text)
        return inner.of(root).strip("; \n") or ":" if root is not None else self.raw(node)
