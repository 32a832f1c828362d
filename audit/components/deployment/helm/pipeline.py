"""Parse the pipelines of a Go template's actions."""

import codecs
from dataclasses import dataclass
from typing import Literal

from audit.components.deployment.helm.tokens import Token, UndecidedError

_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Operand:
    """Hold a value and the fields that are taken from it.

    `kind` is constant, dot, variable, call (a function's name) or group (a pipeline in brackets).
    """

    kind: Literal["constant", "dot", "variable", "call", "group"]
    value: object
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Hold commands, each a list of operands, and the variables that take the result (`declares`: new ones)."""

    commands: tuple[tuple[Operand, ...], ...]
    variables: tuple[str, ...] = ()
    declares: bool = False


def pipeline(tokens: tuple[Token, ...]) -> Pipeline:
    """Return a pipeline with the variables before `:=` or `=`."""
    names: list[str] = []
    for index, token in enumerate(tokens[:4]):
        if token.text in (":=", "="):
            rest, _ = _commands(tokens, index + 1, 0)
            return Pipeline(rest, tuple(names), token.text == ":=")
        if token.kind == "variable":
            names.append(token.text)
    commands, _ = _commands(tokens, 0, 0)
    return Pipeline(commands)


def _commands(tokens: tuple[Token, ...], position: int, depth: int) -> tuple[tuple[tuple[Operand, ...], ...], int]:
    """Return the commands up to a closing bracket or the end, and the position behind them."""
    if depth > _DEEPEST:
        raise UndecidedError("brackets nest too deeply")
    commands: list[tuple[Operand, ...]] = []
    operands: list[Operand] = []
    while position < len(tokens) and tokens[position].text != ")":
        if tokens[position].text == "|":
            commands.append(tuple(operands))
            operands, position = [], position + 1
            continue
        operand, position = _operand(tokens, position, depth)
        fields: list[str] = []
        while position < len(tokens) and tokens[position].kind == "field" and not tokens[position].spaced:
            fields.append(tokens[position].text[1:])
            position += 1
        operands.append(Operand(operand.kind, operand.value, (*operand.fields, *fields)))
    return (*commands, tuple(operands)), position


def _operand(tokens: tuple[Token, ...], position: int, depth: int) -> tuple[Operand, int]:
    token = tokens[position]
    simple = {
        "field": lambda: Operand("dot", None, (token.text[1:],)),
        "dot": lambda: Operand("dot", None),
        "variable": lambda: Operand("variable", token.text),
        "text": lambda: Operand("constant", unquoted(token)),
        "char": lambda: Operand("constant", unquoted(token)),
        "number": lambda: Operand("constant", _number(token.text)),
        "word": lambda: _word(token.text),
    }
    if token.kind in simple:
        return simple[token.kind](), position + 1
    if token.text != "(":
        raise UndecidedError(f"unexpected `{token.text}`")
    commands, after = _commands(tokens, position + 1, depth + 1)
    return Operand("group", Pipeline(commands)), after + 1


def _word(text: str) -> Operand:
    named = {"true": True, "false": False, "nil": None}
    return Operand("constant", named[text]) if text in named else Operand("call", text)


def _number(text: str) -> int | float:
    try:
        return int(text, 0)
    except ValueError:
        try:
            return float(text)
        except ValueError as error:
            raise UndecidedError(f"{text} is no number") from error


def unquoted(token: Token) -> str:
    """Return the text of a constant in quotes."""
    inside = token.text[1:-1]
    if token.text.startswith("`") or "\\" not in inside:
        return inside
    try:
        return codecs.decode(inside.encode("latin-1", "backslashreplace"), "unicode_escape")
    except UnicodeDecodeError:
        return inside
