"""Read shell scripts into lists of simple commands (door to tree-sitter and its bash grammar).

The grammar reads on after an error, so one odd line does not hide the rest; the part inside an error is left out and
`readable` is False.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import tree_sitter_bash
from tree_sitter import Language, Node, Parser

from audit.dockerfile.shell.simple_command import Command, unwrapped

_LANGUAGE = Language(tree_sitter_bash.language())
_LONGEST = 100_000
# after a pipeline that breaks off, the grammar takes time that grows with the square of its length
_MOST_PIPES = 1_000
_CONDITIONAL = frozenset(
    {"if_statement", "case_statement", "while_statement", "for_statement", "c_style_for_statement"}
)
# the grammar (0.25.1) asks C's isalpha about any character and ends the process with a segmentation fault on some;
# it is given a letter for each instead, so that its bytes are our characters and words come from the text itself
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED_IN_STRING = re.compile(r"""\\(["$`\\\n])""")


@dataclass(frozen=True, slots=True)
class Script:
    """Hold the commands of a script in order."""

    commands: tuple[Command, ...]
    readable: bool


@lru_cache(maxsize=4096)
def read(text: str) -> Script:
    """Read a script; lines are 1-based within it. One of more than 100,000 characters is not readable."""
    root = parse(text)
    if root is None:
        return Script((), readable=False)
    return Script(tuple(_commands(root, text)), readable=not root.has_error)


def parse(text: str) -> Node | None:
    """Return the root of a text's syntax tree, bytes of which are characters; None when it is too long."""
    if len(text) > _LONGEST or text.count("|") > _MOST_PIPES:
        return None
    return Parser(_LANGUAGE).parse(_FOREIGN.sub("x", text).encode()).root_node


def _commands(root: Node, source: str) -> Iterator[Command]:
    waiting: list[tuple[Node, bool, bool]] = [(root, False, False)]
    while waiting:
        node, conditional, piped = waiting.pop()
        match node.type:
            case "command":
                yield _command(node, source, conditional=conditional, piped=piped)
            case "declaration_command" | "variable_assignment" | "variable_assignments":
                yield _assignment(node, source, conditional=conditional)
            case "ERROR":
                continue
            case _:
                inner = conditional or node.type in _CONDITIONAL
                waiting += reversed([(child, inner, piped or after) for child, after in _children(node)])


def _children(node: Node) -> Iterator[tuple[Node, bool]]:
    """Yield (child, whether a pipe leads into it) of a node; `cat <<EOF | sh` has a pipeline of one."""
    after = False
    for child in node.children:
        after = after or (node.type == "pipeline" and child.type in ("|", "|&"))
        if child.is_named:
            yield child, after


def _command(node: Node, source: str, *, conditional: bool, piped: bool) -> Command:
    assignments = [_pair(child, source) for child in node.named_children if child.type == "variable_assignment"]
    words = [
        _word(child, source)
        for child in node.named_children
        if child.type not in ("variable_assignment", "file_redirect", "heredoc_redirect", "herestring_redirect")
    ]
    return unwrapped(Command(tuple(words), tuple(assignments), node.start_point.row + 1, conditional, piped))


def _assignment(node: Node, source: str, *, conditional: bool) -> Command:
    nodes = [node] if node.type == "variable_assignment" else node.named_children
    pairs = tuple(
        _pair(child, source) if child.type == "variable_assignment" else (_word(child, source), "")
        for child in nodes
        if child.type in ("variable_assignment", "variable_name")
    )
    exports = (
        node.type == "declaration_command" and node.child_count > 0 and _word(node.children[0], source) == "export"
    )
    return Command((), pairs, node.start_point.row + 1, conditional, exports=exports)


def _pair(node: Node, source: str) -> tuple[str, str]:
    name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
    return _word(name, source) if name else "", _word(value, source) if value else ""


def _word(node: Node, source: str) -> str:
    """Return a word as the shell would pass it, variables and substitutions left as written."""
    raw = source[node.start_byte : node.end_byte]
    match node.type:
        case "string":
            return _ESCAPED_IN_STRING.sub(_plain, raw[1:-1])
        case "raw_string":
            return raw[1:-1]
        case "ansi_c_string":
            return raw[2:-1]
        case "word":
            return _ESCAPED.sub(_plain, raw)
        case "concatenation" | "command_name":
            return "".join(_word(child, source) for child in node.children) or raw
        case _:
            return raw


def _plain(match: re.Match[str]) -> str:
    """Return the character that was escaped; nothing for a line end, where the escape continues the line."""
    return match[1].strip("\n")
