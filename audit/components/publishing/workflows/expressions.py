"""`${{ ... }}` of GitHub Actions, as far as what is written decides; the rest is `?`.

https://docs.github.com/actions/reference/workflows-and-actions/expressions
"""

import re
from collections.abc import Mapping

UNDECIDED = "?"
_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
_FORMAT = re.compile(r"format\(\s*'([^']*)'\s*,(.*)\)", re.DOTALL)
_LITERAL = re.compile(r"'([^']*)'")
Context = Mapping[str, str]


def evaluate(text: str, context: Context) -> str:
    """Replace every expression by its value; a name that the context does not hold gives `?`."""
    return _EXPRESSION.sub(lambda match: _expression(match[1], context), text)


def _expression(text: str, context: Context) -> str:
    """Return the first alternative of `a || b` that is decided and not empty."""
    found = [_term(item, context) for item in text.split("||")]
    return next((entry for entry in found if entry not in ("", UNDECIDED)), found[-1])


def _term(text: str, context: Context) -> str:
    """Return what `condition && value` gives when the condition holds."""
    last = text.rpartition("&&")[2].strip().strip("()").strip() if "&&" in text else text.strip()
    if match := _LITERAL.fullmatch(last):
        return match[1]
    if match := _FORMAT.fullmatch(last if last.endswith(")") or "format(" not in last else f"{last})"):
        values = [_term(item, context) for item in match[2].split(",")]
        return re.sub(r"\{(\d+)\}", lambda found: _at(values, int(found[1])), match[1])
    return context.get(last, UNDECIDED)


def _at(values: list[str], index: int) -> str:
    return values[index] if index < len(values) else UNDECIDED
