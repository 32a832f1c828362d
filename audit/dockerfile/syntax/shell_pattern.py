"""Apply the pattern forms of variables, `${X#pattern}` and `${X/pattern/text}`, as BuildKit does since Dockerfile 1.7.

https://docs.docker.com/reference/dockerfile/#environment-replacement; patterns know `*`, `?` and a backslash, and are
matched in linear time whoever wrote them.
"""

import re

import re2

from audit.dockerfile.syntax.image_reference import UNDECIDED

_OPTIONS = re2.Options()
_OPTIONS.log_errors = False
_SIGN = re.compile(r"\\?.", re.DOTALL)


class _Unsupported(Exception):
    """Stop at a pattern that BuildKit refuses."""


def trimmed(value: str, operator: str, pattern: str) -> str:
    """Return `${X#pattern}` or `${X%pattern}` of a value, undecided when the builder refuses the pattern."""
    try:
        return (_without_prefix if operator == "#" else _without_suffix)(value, pattern)
    except _Unsupported:
        return UNDECIDED


def replaced(value: str, pattern: str, text: str, *, everywhere: bool) -> str:
    """Return a value with what fits the pattern replaced: the first place only, or everywhere."""
    try:
        return _replaced(value, pattern, text, everywhere=everywhere)
    except _Unsupported:
        return UNDECIDED


def _without_prefix(value: str, pattern: str) -> str:
    """Return a value without the shortest beginning that fits, the longest one for a pattern that begins with `#`."""
    longest = pattern.startswith("#")
    found = _matched(f"^{_expression(pattern[longest:], longest=longest)}", value)
    return value[found[1] :] if found else value


def _without_suffix(value: str, pattern: str) -> str:
    """Return a value without the shortest end that fits, the longest one for a pattern that begins with `%`."""
    longest = pattern.startswith("%")
    backwards = "".join(reversed(_SIGN.findall(pattern[longest:])))
    found = _matched(f"^{_expression(backwards, longest=longest)}", value[::-1])
    return value[: len(value) - found[1]] if found else value


def _replaced(value: str, pattern: str, text: str, *, everywhere: bool) -> str:
    expression, parts, index = _expression(pattern, longest=True), list[str](), 0
    while index <= len(value) and (found := _matched(expression, value[index:])):
        start, end = index + found[0], index + found[1]
        # after an empty match go on behind the next character
        step = value[end : end + 1] if start == end else ""
        parts += [value[index:start], text, step]
        index = end + (len(step) or start == end)
        if not everywhere:
            break
    return "".join(parts) + value[index:]


def _expression(pattern: str, *, longest: bool) -> str:
    return "".join(_part(sign, longest=longest) for sign in _SIGN.findall(pattern))


def _part(sign: str, *, longest: bool) -> str:
    if sign == "*":
        return ".*" if longest else ".*?"
    if sign == "?":
        return "."
    if sign[0] == "\\" and sign[1:] not in ("*", "?", "\\", "}", "/"):
        raise _Unsupported
    return re.escape(sign[-1])


def _matched(expression: str, value: str) -> tuple[int, int] | None:
    """Return where the first match begins and ends, or None."""
    try:
        found = re2.compile(expression, _OPTIONS).search(value)
    except re2.error as error:
        raise _Unsupported from error
    return found.span() if found else None
