"""Evaluate the functions of make that choose or repeat: `if`, `or`, `and`, `foreach` and `call`.

https://www.gnu.org/software/make/manual/html_node/Conditional-Functions.html and Call-Function
"""

from collections.abc import Callable, Mapping

Expand = Callable[[str, Mapping[str, str]], str]
_FOREACH = 3  # its arguments
_ITEMS = 200  # of one foreach
_UNDECIDED = "$(undecided)"  # a word of shell; `$(if)` would be none
NAMES = frozenset({"if", "or", "and", "foreach", "call"})


def apply(word: str, given: list[str], expand: Expand, get: Callable[[str], str | None]) -> str:
    """Return the value of a function; `expand` takes a text and automatic variables, `get` a variable's text."""
    match word:
        case "if":
            return _chosen(given, expand)
        case "call":
            defined = get(given[0].strip())
            numbered = {str(index): expand(text, {}) for index, text in enumerate(given)}
            return "$(call)" if defined is None else expand(defined, numbered)
        case "foreach" if len(given) >= _FOREACH:
            items = expand(given[1], {}).split()
            body = ",".join(given[2:])
            repeated = (expand(body, {given[0].strip(): item}) for item in items)
            return " ".join(repeated) if len(items) <= _ITEMS else "$(foreach)"
        case "or" | "and":
            return _first(given, expand, empty=word == "and")
        case _:
            return f"$({word})"


def _chosen(given: list[str], expand: Expand) -> str:
    condition = expand(given[0].strip(), {}).strip()
    chosen = given[1:2] if condition else given[2:]
    return _UNDECIDED if "$(" in condition else expand(",".join(chosen), {})


def _first(given: list[str], expand: Expand, *, empty: bool) -> str:
    """Return the first value that is empty, or is not; the last one when there is none such."""
    value = ""
    for text in given:
        value = expand(text.strip(), {})
        if "$(" in value:
            return _UNDECIDED
        if (not value) == empty:
            break
    return value
