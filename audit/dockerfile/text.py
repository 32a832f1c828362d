"""Bytes of a source as text, whatever encoding and line ends they came in."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(content: bytes) -> str:
    r"""Return the text with `\n` line ends; bytes that are not UTF-8 are read as Latin-1, so none is lost."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    # dockerfile-parse splits at line feeds only; a NUL has no meaning in any instruction
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
