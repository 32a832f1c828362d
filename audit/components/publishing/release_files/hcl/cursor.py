"""Walk through the tokens of HCL."""

from dataclasses import dataclass

from audit.components.publishing.release_files.hcl.tokens import Token


class Malformed(Exception):
    """Stop at an expression that no grammar reads."""


@dataclass(slots=True)
class Cursor:
    """Walk through tokens from a place on; `depth` bounds what is nested."""

    tokens: tuple[Token, ...]
    place: int = 0
    depth: int = 0

    def peek(self, *, across: bool = False) -> Token:
        """Return the next token, with `across` the next one that is no line end."""
        while across and self.tokens[self.place].kind == "newline":
            self.place += 1
        return self.tokens[self.place]

    def take(self, text: str = "", *, across: bool = False) -> Token:
        """Return the next token and go on after it; it must be the given text when there is one."""
        token = self.peek(across=across)
        if (text and token.text != text) or token.kind == "end":
            raise Malformed
        self.place += 1
        return token

    def is_next(self, *texts: str, across: bool = False) -> bool:
        """Tell whether the next token is an operator of these texts."""
        token = self.peek(across=across)
        return token.kind in ("operator", "name") and token.text in texts
