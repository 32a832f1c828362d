"""Shell scripts as lists of simple commands (door to tree-sitter and its bash grammar).

The grammar reads on after an error, so one odd line does not hide the rest; what stands inside an error is left out
and `readable` is False.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import tree_sitter_bash
from tree_sitter import Language, Node, Parser

_LANGUAGE = Language(tree_sitter_bash.language())
_CONDITIONAL = frozenset({"if_statement", "case_statement", "while_statement", "for_statement"})
_WRAPPERS = frozenset({"exec", "env", "time", "nohup", "sudo", "command", "nice"})


@dataclass(frozen=True, slots=True)
class Command:
    """Hold one simple command: words with quotes off and variables as written, assignments before it.

    `exported` holds what `export` or a bare assignment sets for later commands; such a command has no words.
    """

    words: tuple[str, ...]
    assignments: tuple[tuple[str, str], ...]
    line: int
    conditional: bool
    piped_from: bool = False
    exports: bool = False

    @property
    def program(self) -> str:
        """Return the last part of the program's path, or an empty text for bare assignments."""
        return self.words[0].rpartition("/")[2] if self.words else ""


@dataclass(frozen=True, slots=True)
class Script:
    """Hold the commands of a script in order."""

    commands: tuple[Command, ...]
    readable: bool


@lru_cache(maxsize=4096)
def read(text: str) -> Script:
    """Read a script; lines are 1-based within it."""
    root = Parser(_LANGUAGE).parse(text.encode("utf-8", "surrogatepass")).root_node
    return Script(tuple(_commands(root)), readable=not root.has_error)


def _commands(root: Node) -> Iterator[Command]:
    waiting: list[tuple[Node, bool, bool]] = [(root, False, False)]
    while waiting:
        node, conditional, piped = waiting.pop()
        match node.type:
            case "command":
                yield _command(node, conditional=conditional, piped=piped)
            case "declaration_command" | "variable_assignment" | "variable_assignments":
                yield _assignment(node, conditional=conditional)
            case "ERROR":
                continue
            case _:
                inner = conditional or node.type in _CONDITIONAL
                children = [
                    (child, inner, piped or (node.type == "pipeline" and position > 0))
                    for position, child in enumerate(node.named_children)
                ]
                waiting += reversed(children)


def _command(node: Node, *, conditional: bool, piped: bool) -> Command:
    assignments = [_pair(child) for child in node.named_children if child.type == "variable_assignment"]
    words = [
        text(child)
        for child in node.named_children
        if child.type not in ("variable_assignment", "file_redirect", "heredoc_redirect", "herestring_redirect")
    ]
    return unwrapped(
        Command(
            tuple(words),
            tuple(assignments),
            node.start_point.row + 1,
            conditional,
            piped_from=piped,
        )
    )


def unwrapped(command: Command) -> Command:
    """Look through `env A=b`, `exec`, `time` and the like to the command that runs."""
    words, assignments = list(command.words), list(command.assignments)
    while len(words) > 1 and words[0].rpartition("/")[2] in _WRAPPERS:
        words.pop(0)
        while words and (words[0].startswith("-") or _is_assignment(words[0])):
            word = words.pop(0)
            if _is_assignment(word):
                assignments.append((word.partition("=")[0], word.partition("=")[2]))
    return Command(tuple(words), tuple(assignments), command.line, command.conditional, command.piped_from)


def _is_assignment(word: str) -> bool:
    name, equals, _ = word.partition("=")
    return bool(equals) and name.isidentifier()


def _assignment(node: Node, *, conditional: bool) -> Command:
    nodes = [node] if node.type == "variable_assignment" else node.named_children
    pairs = tuple(_pair(child) for child in nodes if child.type == "variable_assignment")
    names = tuple((text(child), "") for child in nodes if child.type == "variable_name")
    exports = node.type == "declaration_command" and node.child_count > 0 and text(node.children[0]) == "export"
    return Command((), pairs or names, node.start_point.row + 1, conditional, exports=exports)


def _pair(node: Node) -> tuple[str, str]:
    name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
    return text(name) if name else "", text(value) if value else ""


def text(node: Node) -> str:
    """Return a word as the shell would pass it, variables and substitutions left as written."""
    raw = (node.text or b"").decode("utf-8", "replace")
    match node.type:
        case "string":
            return raw[1:-1].replace('\\"', '"').replace("\\$", "$").replace("\\\\", "\\")
        case "raw_string":
            return raw[1:-1]
        case "ansi_c_string":
            return raw[2:-1]
        case "word":
            return raw.replace("\\\n", "").replace("\\", "")
        case "concatenation" | "command_name":
            return "".join(text(child) for child in node.children) or raw
        case _:
            return raw
