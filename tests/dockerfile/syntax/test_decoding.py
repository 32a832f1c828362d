"""Whatever the encoding, the text comes out and every line keeps its number."""

import codecs

from audit.dockerfile.syntax.decoding import decode
from tests.cases import cases


@cases(
    "content, text",
    {
        "plain text stays": (b"FROM a\n", "FROM a\n"),
        "nothing stays nothing": (b"", ""),
        "Windows line ends become line feeds": (b"FROM a\r\nUSER b\r\n", "FROM a\nUSER b\n"),
        "a doubled carriage return adds no line": (b"FROM a\r\r\nUSER b\r\r\n", "FROM a\nUSER b\n"),
        "a carriage return at the very end falls away": (b"FROM a\r", "FROM a"),
        "a carriage return within a line begins no line": (b"FROM a\rUSER b\n", "FROM a\rUSER b\n"),
        "a byte order mark is no text": (codecs.BOM_UTF8 + b"FROM a", "FROM a"),
        "UTF-8 is read": ("# größer".encode(), "# größer"),
        "what is not UTF-8 is read as Latin-1": ("# größer".encode("latin-1"), "# größer"),
        "a byte order mark before Latin-1 is no text either": (
            codecs.BOM_UTF8 + "# größer".encode("latin-1"),
            "# größer",
        ),
        "UTF-16 with its mark is read": ("FROM a ü".encode("utf-16"), "FROM a ü"),
        "so is UTF-16 of the other order": (codecs.BOM_UTF16_BE + "FROM a".encode("utf-16-be"), "FROM a"),
        "UTF-16 without a mark is read where it is ASCII": ("FROM a".encode("utf-16-le"), "FROM a"),
        "a NUL falls away": (b"FROM\0 a\0", "FROM a"),
    },
)
def test_decode(content: bytes, text: str) -> None:
    assert decode(content) == text
