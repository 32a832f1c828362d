"""Read shell scripts into lists of simple commands (door to tree-sitter and its bash grammar).

The grammar reads on after an error, so one odd line does not hide the rest; the part inside an error is left out and
`readable` is False.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import tree_sitter_bash
from tree_sitter import Language, Node, Parser

from audit.dockerfile.shell.shell_source import ShellSource
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


@dataclass(frozen=True, slots=True)
class Script:
    """Hold the commands of a script in order."""

    commands: tuple[Command, ...]
    readable: bool


@lru_cache(maxsize=4096)
def read(text: str, bodies: tuple[str, ...] = ()) -> Script:
    """Read a script; lines are 1-based within it. One of more than 100,000 characters is not readable.

    `bodies` are the heredocs whose places `heredocs.placed` has put into the text.
    """
    root = parse(text)
    if root is None:
        return Script((), readable=False)
    return Script(tuple(_commands(root, ShellSource(text, bodies))), readable=not root.has_error)


@lru_cache(maxsize=128)
def parse(text: str) -> Node | None:
    """Return the root of a text's syntax tree, bytes of which are characters; None when it is too long."""
    if len(text) > _LONGEST or text.count("|") > _MOST_PIPES:
        return None
    return Parser(_LANGUAGE).parse(_FOREIGN.sub("x", text).encode()).root_node


def _commands(root: Node, source: ShellSource) -> Iterator[Command]:
    waiting: list[tuple[Node, bool, bool, tuple[str, ...]]] = [(root, False, False, ())]
    while waiting:
        node, conditional, piped, inputs = waiting.pop()
        match node.type:
            case "command":
                found = _command(node, source, conditional=conditional, piped=piped)
                yield replace(found, inputs=(*inputs, *found.inputs)) if inputs else found
            case "declaration_command" | "variable_assignment" | "variable_assignments":
                yield _assignment(node, source, conditional=conditional)
            case "ERROR" | "heredoc_body":
                continue
            case _:
                inner = conditional or node.type in _CONDITIONAL
                read_by = (*inputs, *source.inputs(node)) if node.type == "redirected_statement" else inputs
                last = _last_command(node) if read_by else None
                waiting += reversed(
                    [
                        (child, inner, piped or after, read_by if child == last else ())
                        for child, after in _children(node)
                    ]
                )


def _last_command(node: Node) -> Node | None:
    """Return the child that a redirection after a list belongs to: its last command, or the list that ends with it."""
    inside = [child for child in node.named_children if not child.type.endswith("_redirect")]
    return inside[-1] if inside else None


def _children(node: Node) -> Iterator[tuple[Node, bool]]:
    """Yield (child, whether a pipe leads into it) of a node; `cat <<EOF | sh` has a pipeline of one."""
    after = False
    for child in node.children:
        after = after or (node.type == "pipeline" and child.type in ("|", "|&"))
        if child.is_named:
            yield child, after


def _command(node: Node, source: ShellSource, *, conditional: bool, piped: bool) -> Command:
    assignments = [source.pair(child) for child in node.named_children if child.type == "variable_assignment"]
    words = [
        source.word(child)
        for child in node.named_children
        if child.type not in ("variable_assignment", "file_redirect", "heredoc_redirect", "herestring_redirect")
    ]
    return unwrapped(
        Command(
            tuple(words),
            tuple(assignments),
            node.start_point.row + 1,
            conditional,
            piped,
            inputs=source.inputs(node),
            substitutions=tuple(source.substitutions(node)),
        )
    )


def _assignment(node: Node, source: ShellSource, *, conditional: bool) -> Command:
    nodes = [node] if node.type == "variable_assignment" else node.named_children
    pairs = tuple(
        source.pair(child) if child.type == "variable_assignment" else (source.word(child), "")
        for child in nodes
        if child.type in ("variable_assignment", "variable_name")
    )
    exports = node.type == "declaration_command" and node.child_count > 0 and source.word(node.children[0]) == "export"
    return Command(
        (),
        pairs,
        node.start_point.row + 1,
        conditional,
        exports=exports,
        substitutions=tuple(source.substitutions(node)),
    )
