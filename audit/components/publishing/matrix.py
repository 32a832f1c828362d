"""The rows of a job's matrix."""

import itertools
from collections.abc import Iterator, Mapping

from audit.policy.yaml.nodes import At, Value


def rows(declared: At) -> Iterator[dict[str, str]]:
    """Yield the combinations of a matrix; `include` adds rows, or names to the rows that it fits."""
    axes = {
        name: values
        for name, values in declared.items()
        if name not in ("include", "exclude") and isinstance(values, list)
    }
    rows = [_flat(dict(zip(axes, chosen, strict=True))) for chosen in itertools.product(*axes.values())] if axes else []
    for extra in declared.items_of("include"):
        if isinstance(extra, At):
            flat = _flat(extra)
            fitting = [
                row
                for row in rows
                if all(row.get(name, value) == value for name, value in flat.items() if name in axes)
            ]
            if axes and fitting:
                for row in fitting:
                    row.update(flat)
            else:
                rows.append(flat)
    yield from rows or [{}]


def _flat(values: Mapping[str, Value], head: str = "") -> dict[str, str]:
    """Return nested mappings as `image.name` -> text."""
    found: dict[str, str] = {}
    for name, value in values.items():
        if isinstance(value, At):
            found |= _flat(value, f"{head}{name}.")
        elif isinstance(value, str):
            found[f"{head}{name}"] = value
    return found
