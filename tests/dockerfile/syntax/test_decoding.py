"""Whatever the encoding, the text comes out and every line keeps its number."""

import codecs

import pytest

from audit.dockerfile.syntax.decoding import decode


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(b"FROM a\n", "FROM a\n", id="plain text stays"),
        pytest.param(b"", "", id="nothing stays nothing"),
        pytest.param(b"FROM a\r\nUSER b\r\n", "FROM a\nUSER b\n", id="Windows line ends become line feeds"),
        pytest.param(b"FROM a\r\r\nUSER b\r\r\n", "FROM a\nUSER b\n", id="a doubled carriage return adds no line"),
        pytest.param(b"FROM a\r", "FROM a", id="a carriage return at the very end falls away"),
        pytest.param(b"FROM a\rUSER b\n", "FROM a\rUSER b\n", id="a carriage return within a line begins no line"),
        pytest.param(codecs.BOM_UTF8 + b"FROM a", "FROM a", id="a byte order mark is no text"),
        pytest.param("# größer".encode(), "# größer", id="UTF-8 is read"),
        pytest.param("# größer".encode("latin-1"), "# größer", id="what is not UTF-8 is read as Latin-1"),
        pytest.param(
            codecs.BOM_UTF8 + "# größer".encode("latin-1"),
            "# größer",
            id="a byte order mark before Latin-1 is no text either",
        ),
        pytest.param("FROM a ü".encode("utf-16"), "FROM a ü", id="UTF-16 with its mark is read"),
        pytest.param(
            codecs.BOM_UTF16_BE + "FROM a".encode("utf-16-be"), "FROM a", id="so is UTF-16 of the other order"
        ),
        pytest.param("FROM a".encode("utf-16-le"), "FROM a", id="UTF-16 without a mark is read where it is ASCII"),
        pytest.param(b"FROM\0 a\0", "FROM a", id="a NUL falls away"),
    ],
)
def test_decode(content: bytes, text: str) -> None:
    assert decode(content) == text
