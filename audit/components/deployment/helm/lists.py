"""Functions of Helm's templates on lists and mappings."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from audit.components.deployment.helm.tokens import UndecidedError
from audit.components.deployment.helm.values import shown, truth

LONGEST = 10_000


def _mapping(*values: Any) -> dict[str, Any]:
    return {shown(key): value for key, value in zip(values[::2], values[1::2], strict=False)}


def _set(found: Any, key: Any, value: Any) -> Any:
    if isinstance(found, dict):
        found[shown(key)] = value
    return found


def _unset(found: Any, key: Any) -> Any:
    if isinstance(found, dict):
        found.pop(shown(key), None)
    return found


def _get(found: Any, key: Any) -> Any:
    return found.get(shown(key), "") if isinstance(found, dict) else ""


def merged(*found: Any) -> dict[str, Any]:
    """Return mappings as one, those further left first, and what lies in them likewise."""
    result: dict[str, Any] = {}
    for mapping in found:
        for key, value in mapping.items() if isinstance(mapping, dict) else ():
            both = isinstance(value, dict) and isinstance(result.get(key), dict)
            result[key] = merged(result[key], value) if both else result[key] if truth(result.get(key)) else value
    return result


def _merge(first: Any, *others: Any) -> Any:
    """Merge into the first mapping, as Helm does: it changes."""
    if isinstance(first, dict):
        first.update(merged(first, *others))
    return first


def _overwrite(first: Any, *others: Any) -> Any:
    if isinstance(first, dict):
        first.update(merged(*reversed(others), first))
    return first


def _dig(*given: Any) -> Any:
    *keys, default, found = given
    for key in keys:
        if not isinstance(found, dict) or shown(key) not in found:
            return default
        found = found[shown(key)]
    return found


def _index(found: Any, *keys: Any) -> Any:
    for key in keys:
        if isinstance(found, dict):
            found = found.get(key)
        elif isinstance(found, list | str) and isinstance(key, int) and -len(found) <= key < len(found):
            found = found[key]
        else:
            return None
    return found


def _many(found: Any) -> list[Any]:
    return list(found) if isinstance(found, list | dict) else []


def _numbers(first: Any, last: Any = None, step: Any = 1) -> list[int]:
    found = range(int(first)) if last is None else range(int(first), int(last), int(step) or 1)
    if len(found) > LONGEST:
        raise UndecidedError("a list without end")
    return list(found)


def _unique(found: Any) -> list[Any]:
    result: list[Any] = []
    for value in _many(found)[:LONGEST]:
        if value not in result:
            result.append(value)
    return result


def _copied(value: Any) -> Any:
    try:
        return deepcopy(value)
    except RecursionError as error:
        raise UndecidedError("values without end") from error


TABLE: Mapping[str, Callable[..., Any]] = {
    "list": lambda *values: list(values),
    "tuple": lambda *values: list(values),
    "dict": _mapping,
    "set": _set,
    "unset": _unset,
    "get": _get,
    "hasKey": lambda found, key: isinstance(found, dict) and shown(key) in found,
    "keys": lambda *found: [key for mapping in found for key in _many(mapping)],
    "values": lambda found: list(found.values()) if isinstance(found, dict) else [],
    "pick": lambda found, *keys: {key: found[key] for key in keys if key in found},
    "omit": lambda found, *keys: {key: value for key, value in found.items() if key not in keys},
    "pluck": lambda key, *found: [mapping[key] for mapping in found if isinstance(mapping, dict) and key in mapping],
    "dig": _dig,
    "merge": _merge,
    "mustMerge": _merge,
    "mergeOverwrite": _overwrite,
    "mustMergeOverwrite": _overwrite,
    "deepCopy": _copied,
    "mustDeepCopy": _copied,
    "index": _index,
    "len": lambda found: len(found) if isinstance(found, list | dict | str) else 0,
    "first": lambda found: found[0] if truth(found) else None,
    "last": lambda found: found[-1] if truth(found) else None,
    "rest": lambda found: _many(found)[1:],
    "initial": lambda found: _many(found)[:-1],
    "append": lambda found, value: [*_many(found), value],
    "prepend": lambda found, value: [value, *_many(found)],
    "concat": lambda *found: [value for values in found for value in _many(values)][:LONGEST],
    "has": lambda value, found: value in _many(found),
    "without": lambda found, *values: [value for value in _many(found) if value not in values],
    "compact": lambda found: [value for value in _many(found) if truth(value)],
    "uniq": _unique,
    "reverse": lambda found: _many(found)[::-1],
    "sortAlpha": lambda found: sorted(map(shown, _many(found))),
    "until": _numbers,
    "untilStep": _numbers,
}
