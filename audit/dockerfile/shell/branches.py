"""List the branches of a shell's `if` with their conditions."""

from collections.abc import Iterator

from tree_sitter import Node


def choices(node: Node, text: str) -> Iterator[tuple[str, list[Node]]]:
    """Yield (condition, statements) of an `if` and its `elif`s, an empty condition for `else`."""
    for branch in (node, *(child for child in node.named_children if child.type in ("elif_clause", "else_clause"))):
        inner = [child for child in branch.named_children if child.type not in ("elif_clause", "else_clause")]
        if branch.type == "else_clause":
            yield "", inner
            continue
        then = next((child.start_byte for child in branch.children if child.type == "then"), branch.end_byte)
        before = [child for child in inner if child.end_byte <= then]
        condition = text[before[0].start_byte : before[-1].end_byte] if before else "?"
        yield condition, [child for child in inner if child.start_byte > then]
