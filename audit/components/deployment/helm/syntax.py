"""Parse a Go template into nodes; https://pkg.go.dev/text/template."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from audit.components.deployment.helm.pipeline import Pipeline, pipeline, unquoted
from audit.components.deployment.helm.tokens import Piece, Token, UndecidedError, split

_DEEPEST = 60


@dataclass(slots=True)
class Node:
    """Hold a text, an output or a block: if, with, range, define, template, break, continue; then `orelse`."""

    kind: str
    line: int
    text: str = ""
    pipeline: Pipeline | None = None
    body: "list[Node]" = field(default_factory=list)
    orelse: "list[Node]" = field(default_factory=list)


Nodes: TypeAlias = list[Node]
_BLOCKS = frozenset({"if", "with", "range", "define", "block"})


def parse(template: str) -> Nodes:
    """Return the nodes of a template; raise UndecidedError when it is none."""
    pieces = split(template)
    nodes, ended = _nodes(pieces, 0)
    if ended is not None:
        raise UndecidedError(f"`{ended.tokens[0].text}` without a block")
    return nodes


def _nodes(pieces: Iterator[Piece], depth: int) -> tuple[Nodes, Piece | None]:
    """Return the nodes up to an `end` or `else`, and that piece; None at the end of the template."""
    if depth > _DEEPEST:
        raise UndecidedError("blocks nest too deeply")
    found: Nodes = []
    for piece in pieces:
        word = piece.tokens[0].text if piece.tokens and piece.tokens[0].kind == "word" else ""
        if word in ("end", "else"):
            return found, piece
        if not piece.tokens:
            found.append(Node("text", piece.line, piece.text))
        elif word in _BLOCKS:
            found.append(_block(word, piece, piece.tokens[1:], pieces, depth))
        elif word in ("break", "continue"):
            found.append(Node(word, piece.line))
        elif word == "template":
            found.append(Node(word, piece.line, unquoted(piece.tokens[1]), pipeline(piece.tokens[2:])))
        else:
            found.append(Node("output", piece.line, "", pipeline(piece.tokens)))
    return found, None


def _block(word: str, piece: Piece, tokens: tuple[Token, ...], pieces: Iterator[Piece], depth: int) -> Node:
    node = Node(word, piece.line)
    if word in ("define", "block"):
        if not tokens:
            raise UndecidedError("a block without a name")
        node.text, tokens = unquoted(tokens[0]), tokens[1:]
    node.pipeline = pipeline(tokens) if tokens else None
    node.body, ended = _nodes(pieces, depth + 1)
    if ended is not None and ended.tokens[0].text == "else":
        if len(ended.tokens) > 1:
            inner = _block(ended.tokens[1].text, ended, ended.tokens[2:], pieces, depth + 1)
            node.orelse = [inner]
            return node
        node.orelse, ended = _nodes(pieces, depth + 1)
    if ended is None:
        raise UndecidedError(f"`{word}` without an end")
    return node
