"""Read the words of a shell text with the variables that are known at a place."""

import re

from tree_sitter import Node

from audit.dockerfile.syntax import substitution

QUOTES = "\"'"


class KnownWords:
    """Hold a shell text and the values of its variables."""

    def __init__(self, text: str, values: dict[str, str]) -> None:
        """Begin with what is known."""
        self.text, self.values = text, values

    def raw(self, node: Node) -> str:
        """Return a node as written."""
        return self.text[node.start_byte : node.end_byte]

    def said(self, node: Node) -> str:
        """Return a word without quotes, known variables replaced."""
        word = self.raw(node)
        quoted = len(word) > 1 and word[0] == word[-1] and word[0] in QUOTES
        return substitution.substitute(word[1:-1] if quoted else word, self.values)

    def words(self, node: Node) -> list[str]:
        """Return the words that a word becomes: those of an array or of an unquoted variable apart."""
        said = self.said(node)
        array = re.fullmatch(r"\$\{(\w+)\[@\]\}", said)
        value = self.values.get(array[1], "") if array else ""
        if value.startswith("("):
            return [word.strip(QUOTES) for word in substitution.substitute(value[1:-1], self.values).split()]
        return [said] if node.type in ("raw_string", "string") else said.split()
