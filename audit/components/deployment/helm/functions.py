"""The functions of Helm's templates that need no cluster, clock or chance; https://helm.sh/docs/chart_template_guide.

A function that is not here answers `?`, an undecided text.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from audit.components.deployment.helm import lists, texts
from audit.components.deployment.helm.tokens import UndecidedError
from audit.components.deployment.helm.values import UNDECIDED, shown, truth
from audit.policy.yaml import plain

Function = Callable[..., Any]


def _default(given: Any, value: Any = None) -> Any:
    return value if truth(value) else given


def _required(_message: str, value: Any) -> Any:
    return UNDECIDED if value is None or value == "" else value


def _fail(message: object) -> None:
    raise UndecidedError(f"the chart fails: {message}")


def _equal(first: Any, *others: Any) -> bool:
    return any(first == other and isinstance(first, bool) == isinstance(other, bool) for other in others)


def _less(first: Any, second: Any) -> bool:
    return bool(first < second) if isinstance(first, type(second)) or _numbers(first, second) else False


def _numbers(*values: Any) -> bool:
    return all(isinstance(value, int | float) for value in values)


def _and(*values: Any) -> Any:
    return next((value for value in values if not truth(value)), values[-1])


def _or(*values: Any) -> Any:
    return next((value for value in values if truth(value)), values[-1])


def _ternary(yes: Any, no: Any, condition: Any) -> Any:
    return yes if truth(condition) else no


def _kind(value: Any) -> str:
    names: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (bool, "bool"), (int, "int"), (float, "float64"), (str, "string"), (Mapping, "map"), (list, "slice"),
    )  # fmt: skip
    return next((name for known, name in names if isinstance(value, known)), "invalid")


def _int(value: Any) -> int:
    try:
        return int(float(value))
    except (TypeError, ValueError, OverflowError):
        return 0


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return {}


def _total(*values: Any) -> int:
    return sum(_int(value) for value in values)


def _product(*values: Any) -> int:
    result = 1
    for value in values:
        result = (result * _int(value)) % (1 << 63)
    return result


TABLE: Mapping[str, Function] = {
    **texts.TABLE,
    **lists.TABLE,
    "default": _default,
    "required": _required,
    "fail": _fail,
    "empty": lambda value: not truth(value),
    "not": lambda value: not truth(value),
    "and": _and,
    "or": _or,
    "coalesce": lambda *values: next((value for value in values if truth(value)), None),
    "ternary": _ternary,
    "eq": _equal,
    "ne": lambda first, second: not _equal(first, second),
    "lt": _less,
    "gt": lambda first, second: _less(second, first),
    "le": lambda first, second: first == second or _less(first, second),
    "ge": lambda first, second: first == second or _less(second, first),
    "kindIs": lambda name, value: _kind(value) == name,
    "typeIs": lambda name, value: _kind(value) == name,
    "kindOf": _kind,
    "typeOf": _kind,
    "int": _int,
    "int64": _int,
    "float64": lambda value: float(_int(value)),
    "atoi": _int,
    "add": _total,
    "add1": lambda value: _int(value) + 1,
    "sub": lambda first, second: _int(first) - _int(second),
    "mul": _product,
    "div": lambda first, second: _int(first) // _int(second) if _int(second) else 0,
    "mod": lambda first, second: _int(first) % _int(second) if _int(second) else 0,
    "max": lambda *values: max(map(_int, values)),
    "min": lambda *values: min(map(_int, values)),
    "toYaml": lambda value: plain.write(value).rstrip("\n"),
    "toJson": lambda value: json.dumps(value, default=str, sort_keys=True),
    "fromYaml": lambda text: plain.read(text) or {},
    "fromJson": _json,
    "b64enc": lambda text: base64.b64encode(shown(text).encode()).decode(),
    "sha256sum": lambda text: hashlib.sha256(shown(text).encode()).hexdigest(),
    "lookup": lambda *_: {},
}
