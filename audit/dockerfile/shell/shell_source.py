"""Read words, assignments, heredocs and substitutions from the text that the nodes of a syntax tree are places in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from audit.dockerfile.syntax import heredocs

_SUBSTITUTES = re.compile(r"\$\(|`|[<>]\(")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED_IN_STRING = re.compile(r"""\\(["$`\\\n])""")


@dataclass(frozen=True, slots=True)
class ShellSource:
    """Hold a shell text, and the bodies of the heredocs whose places it holds."""

    text: str
    bodies: tuple[str, ...]

    def of(self, node: Node) -> str:
        """Return a node's text as written."""
        return self.text[node.start_byte : node.end_byte]

    def inputs(self, node: Node) -> tuple[str, ...]:
        """Return the heredocs that the redirections among a node's children read."""
        found: list[str] = []
        for child in node.named_children:
            if child.type == "file_redirect" and heredocs.PLACE in (text := self.of(child)):
                head, _, number = text.partition(heredocs.PLACE)
                found += self.bodies[int(number) :][:1] if number.isdecimal() and head == "<" else ()
            elif child.type == "heredoc_redirect":
                found += [self.of(inner) for inner in child.named_children if inner.type == "heredoc_body"]
        return tuple(found)

    def substitutions(self, node: Node) -> Iterator[str]:
        """Yield the shell texts of the outermost command and process substitutions within a node, in order."""
        waiting = [node] if _SUBSTITUTES.search(self.of(node)) else []
        while waiting:
            found = waiting.pop()
            if found.type in ("command_substitution", "process_substitution"):
                text = self.of(found)
                yield text[1:-1].replace("\\`", "`") if text.startswith("`") else text[2:-1]
            else:
                waiting += reversed(found.named_children)

    def pair(self, node: Node) -> tuple[str, str]:
        """Return name and value of an assignment."""
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        return self.word(name) if name else "", self.word(value) if value else ""

    def word(self, node: Node) -> str:
        """Return a word as the shell would pass it, variables and substitutions left as written."""
        raw = self.of(node)
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
                return "".join(self.word(child) for child in node.children) or raw
            case _:
                return raw


def _plain(match: re.Match[str]) -> str:
    """Return the character that was escaped; nothing for a line end, where the escape continues the line."""
    return match[1].strip("\n")
