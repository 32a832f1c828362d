"""Decode the bytes of a source and unify its line ends."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Docker drops carriage returns before a line feed only; one elsewhere begins no line and shifts no number
_LINE_END = re.compile(r"(?<!\r)\r++(?=\n|\Z)")


def decode(content: bytes) -> str:
    r"""Return the text with `\n` line ends; bytes that are not UTF-8 are read as Latin-1, so none is lost."""
    mark, encoding = next((known for known in _MARKS if content.startswith(known[0])), (b"", "utf-8"))
    bare = content.removeprefix(mark)
    try:
        text = bare.decode(encoding)
    except UnicodeDecodeError:
        text = bare.decode("latin-1")
    # a NUL has no meaning in any instruction, and `logical_lines` marks the ends of lines with it
    return _LINE_END.sub("", text.replace("\0", ""))
