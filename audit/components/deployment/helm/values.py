"""Plain values as Go's templates take them: what counts as true, and how one is printed."""

from typing import Any

from audit.components.deployment.helm.tokens import UndecidedError

UNDECIDED = "?"
MOST_NODES = 20_000


def truth(value: Any) -> bool:
    """Tell whether a value is neither nothing nor empty, zero or false."""
    return bool(value)


def shown(value: Any) -> str:
    """Return a value as a template prints it; nothing is an empty text, as Helm leaves it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - beyond it an exponent is printed
            return str(int(value))
        case list() | dict():
            return UNDECIDED
    return str(value)


def weight(value: Any) -> int:
    """Return how many values are in a value, those that it holds twice counted twice; raise UndecidedError for many.

    A template can build lists of itself that double with each step: whoever walks them would never come back.
    """
    count, waiting = 0, [value]
    while waiting:
        count += 1
        if count > MOST_NODES:
            raise UndecidedError("values without end")
        found = waiting.pop()
        if isinstance(found, dict):
            waiting.extend(found.values())
        elif isinstance(found, list):
            waiting.extend(found)
    return count


def pairs(found: Any) -> list[tuple[Any, Any]]:
    """Return what a loop goes over: keys and values in order, positions and values, or numbers."""
    if isinstance(found, dict):
        return sorted(found.items(), key=lambda pair: str(pair[0]))
    if isinstance(found, int) and not isinstance(found, bool):
        found = list(range(min(found, 1_000)))
    return list(enumerate(found)) if isinstance(found, list) else []


def taken(found: Any, fields: tuple[str, ...]) -> Any:
    """Return what lies under the fields; nothing where one of them is missing."""
    for name in fields:
        found = found.get(name) if isinstance(found, dict) else UNDECIDED if found == UNDECIDED else None
    return found
