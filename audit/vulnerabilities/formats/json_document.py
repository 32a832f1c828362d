"""Read scanners' JSON: bytes to plain values, plain values to a typed shape."""

import json
import re
from typing import Annotated, Any, TypeVar

import msgspec

from audit.errors import ReportError

T = TypeVar("T", bound=msgspec.Struct)
_LONGEST = 2_000
_TOO_DEEP = "nested too deep; expected a scanner's report"
# control, bidirectional, zero-width and lone surrogate characters: no name or version has any
_CHARACTERS = r"[^\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]*\Z"
Text = Annotated[str, msgspec.Meta(max_length=_LONGEST, pattern=r"\A" + _CHARACTERS)]
Name = Annotated[str, msgspec.Meta(max_length=_LONGEST, pattern=r"\A(?=.*\S)" + _CHARACTERS)]
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")


class _DoubledKey(ValueError):
    """Report an object that has a key twice."""


def parse(path: str, content: bytes) -> dict[str, Any]:
    """Return the object that a JSON text holds; UTF-8, or UTF-16 and UTF-32 as Windows shells write them.

    Raises ReportError for what is no JSON or is cut off, with line and column as the parser gives them; for a doubled
    key, NaN, Infinity, endless numbers and endless nesting, which the parser does not place.
    """
    text = _decoded(path, content)
    try:
        found = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        reason = "is empty; expected a scanner's report" if not text.strip() else f"not JSON: {error.msg}"
        raise ReportError(path, f"{error.lineno}:{error.colno}", reason) from error
    except _DoubledKey as error:
        raise ReportError(path, "", "a key stands twice in one object") from error
    except RecursionError as error:
        raise ReportError(path, "", _TOO_DEEP) from error
    except ValueError as error:
        raise ReportError(path, "", "NaN, Infinity or a number without end; no JSON") from error
    if not isinstance(found, dict):
        raise ReportError(path, "1:1", "a list or a single value; expected an object, as scanners write it")
    return found


def fit(path: str, found: dict[str, Any], shape: type[T], place: str = "") -> T:
    """Return the plain values as a typed shape; raise ReportError with a JSON pointer for what does not fit.

    `place` is the pointer at which `found` itself lies.
    """
    try:
        return msgspec.convert(found, shape, strict=True)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at `$")
        raise ReportError(path, place + _pointer(where.rstrip("`")) or "/", _expected(message)) from error
    except UnicodeEncodeError as error:
        raise ReportError(path, place or "/", "half a surrogate pair (\\ud800) where no text may stand") from error
    except RecursionError as error:
        raise ReportError(path, place or "/", _TOO_DEEP) from error


def _decoded(path: str, content: bytes) -> str:
    try:
        return content.decode(json.detect_encoding(content))
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = f"{before.count(10) + 1}:{error.start - before.rfind(10)}"
        raise ReportError(path, place, f"not {error.encoding} text: {error.reason}") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _DoubledKey
    return found


def _constant(name: str) -> Any:
    raise ValueError(name)


def _pointer(where: str) -> str:
    """Return msgspec's `.Results[0].Target` as a JSON pointer (RFC 6901)."""
    steps = (name or index for name, index in _STEP.findall(where))
    return "".join(f"/{step.replace('~', '~0').replace('/', '~1')}" for step in steps)


def _expected(message: str) -> str:
    if " matching regex " in message:
        return "empty, or with a control, bidirectional or other unseen character; expected plain text"
    if " of length <= " in message:
        return f"a text that is too long; expected at most {_LONGEST:,} characters"
    return message.replace("Object missing required field", "lacks the key").replace("Expected", "expected")
