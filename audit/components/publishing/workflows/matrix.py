"""Return the rows of a job's matrix.

https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations
"""

import itertools
from collections.abc import Iterator, Mapping

from audit.policy.yaml.nodes import At, Value


def rows(declared: At) -> Iterator[dict[str, str]]:
    """Yield the combinations of a matrix, nested mappings as `image.name` -> text.

    `exclude` removes the combinations that it fits. Then each entry of `include` extends the combinations whose values
    on the axes it leaves as they are, or is a row of its own when there are none. A matrix that nothing declares has
    one row without names.
    """
    axes = {name: values for name, values in declared.items() if name not in ("include", "exclude")}
    lists = {name: values for name, values in axes.items() if isinstance(values, list)}
    excluded = [entry for entry in declared.items_of("exclude") if isinstance(entry, At) and entry]
    included = [entry for entry in declared.items_of("include") if isinstance(entry, At)]
    if not lists and not included:
        yield {}
    chosen = (dict(zip(lists, values, strict=True)) for values in itertools.product(*lists.values())) if lists else ()
    kept = [row for row in chosen if not any(_fits(entry, row) for entry in excluded)]
    extended = [_flat(row) for row in kept]
    added = []
    for entry in included:
        fitting = [names for row, names in zip(kept, extended, strict=True) if _leaves(row, entry)]
        for names in fitting:
            names.update(_flat(entry))
        if not fitting:
            added.append(_flat(entry))
    yield from (*extended, *added)


def _leaves(row: Mapping[str, Value], entry: At) -> bool:
    """Tell whether an entry of `include` leaves the values of a row as they are."""
    return all(row.get(name, value) == value for name, value in entry.items())


def _fits(pattern: Mapping[str, Value], row: Mapping[str, Value]) -> bool:
    """Tell whether a row has all values of a pattern, those of nested mappings included."""
    return all(
        _fits(wanted, found) if isinstance(wanted, At) and isinstance(found, At) else wanted == found
        for wanted, found in ((value, row.get(name)) for name, value in pattern.items())
    )


def _flat(values: Mapping[str, Value], head: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in values.items():
        if isinstance(value, At):
            found |= _flat(value, f"{head}{name}.")
        elif isinstance(value, str):
            found[f"{head}{name}"] = value
    return found
