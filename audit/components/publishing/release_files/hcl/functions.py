"""Apply the functions of bake files that work on texts and lists.

https://docs.docker.com/build/bake/stdlib/
"""

import itertools
import re
from collections.abc import Iterator, Mapping

from audit.components.publishing.release_files.hcl.operations import UNDECIDED, Function, Value


def _text(value: Value) -> str:
    return value if isinstance(value, str) else UNDECIDED


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [value]


def _flat(values: list[Value]) -> Iterator[Value]:
    for value in values:
        yield from _flat(value) if isinstance(value, list) else [value]


def _lookup(given: list[Value]) -> Value:
    default = given[2] if len(given) > 2 else UNDECIDED  # noqa: PLR2004 - the third is the default
    return given[0].get(_text(given[1]), default) if isinstance(given[0], dict) else default


def _merged(given: list[Value]) -> Value:
    return {key: value for entry in given if isinstance(entry, dict) for key, value in entry.items()}


def _format(given: list[Value]) -> Value:
    rest = iter(given[1:])
    return re.sub(r"%[-+#0-9.]*[a-zA-Z]", lambda _: _text(next(rest, UNDECIDED)), _text(given[0]))


def _truth(holds: bool) -> str:  # noqa: FBT001 - the value itself
    return "true" if holds else "false"


FUNCTIONS: Mapping[str, Function] = {
    "join": lambda given: _text(given[0]).join(_text(item) for item in _flat(given[1:])),
    "split": lambda given: list[Value](_text(given[1]).split(_text(given[0]))),
    "concat": lambda given: [item for entry in given for item in _list(entry)],
    "flatten": lambda given: list(_flat(given)),
    "compact": lambda given: [item for item in _list(given[0]) if item != ""],
    "distinct": lambda given: list[Value](dict.fromkeys(_text(item) for item in _list(given[0]))),
    "setproduct": lambda given: [list(row) for row in itertools.product(*map(_list, given))],
    "lookup": _lookup,
    "merge": _merged,
    "keys": lambda given: list[Value](given[0]) if isinstance(given[0], dict) else UNDECIDED,
    "values": lambda given: list(given[0].values()) if isinstance(given[0], dict) else UNDECIDED,
    "element": lambda given: _list(given[0])[int(_text(given[1]))],
    "length": lambda given: str(len(given[0])) if isinstance(given[0], list) else UNDECIDED,
    "contains": lambda given: _truth(given[1] in _list(given[0])),
    "coalesce": lambda given: next((item for item in given if item not in ("", UNDECIDED)), UNDECIDED),
    "equal": lambda given: UNDECIDED if UNDECIDED in given else _truth(given[0] == given[1]),
    "notequal": lambda given: UNDECIDED if UNDECIDED in given else _truth(given[0] != given[1]),
    "lower": lambda given: _text(given[0]).lower(),
    "upper": lambda given: _text(given[0]).upper(),
    "trimspace": lambda given: _text(given[0]).strip(),
    "trim": lambda given: _text(given[0]).strip(_text(given[1])),
    "trimprefix": lambda given: _text(given[0]).removeprefix(_text(given[1])),
    "trimsuffix": lambda given: _text(given[0]).removesuffix(_text(given[1])),
    "replace": lambda given: _text(given[0]).replace(_text(given[1]), _text(given[2])),
    "format": _format,
    "tolist": lambda given: _list(given[0]),
    "toset": lambda given: _list(given[0]),
    "tostring": lambda given: _text(given[0]),
}
