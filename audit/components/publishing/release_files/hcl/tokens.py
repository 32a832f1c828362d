"""Split HCL text into tokens.

https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PATTERN = re.compile(
    r"(?P<space>[ \t\r]+|\#[^\n]*|//[^\n]*|/\*.*?(?:\*/|\Z))"
    r"|(?P<newline>\n)"
    r"|(?P<heredoc><<-?(?P<mark>\w+)\n(?P<body>.*?)\n[ \t]*(?P=mark)(?=\n|\Z))"
    r"|(?P<quote>\")"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<name>[A-Za-z_][\w-]*)"
    r"|(?P<operator>==|!=|<=|>=|&&|\|\||=>|\.\.\.|[^\s\w])",
    re.DOTALL,
)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


@dataclass(frozen=True, slots=True)
class Token:
    """Hold one token: `kind` is `name`, `number`, `text`, `operator`, `newline` or `end`, `line` is 1-based.

    A `text` is a template: `parts` holds its literal parts and, as tuples of tokens, its interpolations.
    """

    kind: str
    text: str
    line: int
    parts: "tuple[str | tuple[Token, ...], ...]" = ()


def read(text: str, line: int = 1) -> tuple[Token, ...]:
    """Return the tokens of a text, an `end` at last; a character that fits nothing is left out."""
    found, index = list[Token](), 0
    while index < len(text):
        match = _PATTERN.match(text, index)
        if match is None:
            index += 1
            continue
        kind, end = match.lastgroup or "", match.end()
        kind = "heredoc" if match["heredoc"] else kind
        if kind == "quote":
            parts, end = _template(text, end, line)
            found.append(Token("text", text[index:end], line, parts))
        elif kind == "heredoc":
            found.append(Token("text", match[0], line, tuple(_template(match["body"] + '"', 0, line)[0])))
        elif kind != "space":
            found.append(Token(kind, match[0], line))
        line += text.count("\n", index, end)
        index = end
    return (*found, Token("end", "", line))


def _template(text: str, index: int, line: int) -> tuple[tuple[str | tuple[Token, ...], ...], int]:
    """Return the parts of a quoted text that begins at `index`, and the index after its closing quote."""
    parts, literal = list[str | tuple[Token, ...]](), list[str]()
    while index < len(text) and text[index] != '"':
        if text[index] == "\\" and index + 1 < len(text):
            literal.append(_ESCAPES.get(text[index + 1], text[index + 1]))
            index += 2
        elif text.startswith(("$${", "%%{"), index):
            literal.append(text[index + 1 : index + 3])
            index += 3
        elif text.startswith(("${", "%{"), index):
            end = _closing(text, index + 2)
            parts += ["".join(literal), read(text[index + 2 : end], line)] if text[index] == "$" else ["?"]
            literal, index = [], end + 1
        else:
            literal.append(text[index])
            index += 1
    return (*parts, "".join(literal)), index + 1


def _closing(text: str, index: int) -> int:
    """Return the index of the brace that closes an interpolation, those within its own texts passed over."""
    depth = 1
    for match in _braces(text, index):
        depth += 1 if match[0] == "{" else -1 if match[0] == "}" else 0
        if depth == 0:
            return match.start()
    return len(text)


def _braces(text: str, index: int) -> Iterator[re.Match[str]]:
    return re.compile(r'"(?:\\.|[^"\\$])*"|[{}]').finditer(text, index)
