"""Read HCL into attributes and blocks, nothing evaluated."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from audit.components.publishing.release_files.hcl import tokens
from audit.components.publishing.release_files.hcl.cursor import Malformed
from audit.components.publishing.release_files.hcl.expressions import Parser
from audit.components.publishing.release_files.hcl.operations import Expression

_LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Block:
    """Hold a block: its type, labels and 1-based line, the expressions of its attributes, and the blocks within."""

    type: str = ""
    labels: tuple[str, ...] = ()
    line: int = 1
    attributes: Mapping[str, Expression] = field(default_factory=dict)
    blocks: "tuple[Block, ...]" = ()


def read(text: str) -> Block | None:
    """Return a file as a block without type; None when it is malformed or longer than 200,000 characters."""
    if len(text) > _LONGEST:
        return None
    try:
        return _body(Parser(tokens.read(text)), "", (), 1)
    except (Malformed, RecursionError, IndexError):
        return None


def _body(parser: Parser, kind: str, labels: tuple[str, ...], line: int) -> Block:
    attributes, blocks = dict[str, Expression](), list[Block]()
    while parser.peek(across=True).kind != "end" and not parser.is_next("}"):
        name = parser.take()
        if parser.is_next("="):
            parser.take()
            attributes[name.text.strip('"')] = parser.expression()
            continue
        words = list[str]()
        while not parser.is_next("{"):
            words.append(parser.take().text.strip('"'))
        parser.take("{")
        blocks.append(_body(parser, name.text, tuple(words), name.line))
        parser.take("}", across=True)
    return Block(kind, labels, line, attributes, tuple(blocks))
