"""Group the rows that are left to do into steps, one for each campaign."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from audit.model.scoreboard import Standing

_OPEN = ("P1", "P2", "P3", "P4")


def steps(standings: Iterable[Standing]) -> Iterator[tuple[Standing, ...]]:
    """Yield the rows of each campaign that is neither done nor exempt, by rank; the best row comes first."""
    left = [row for row in standings if row.in_scope and row.priority in _OPEN]
    for _, members in groupby(sorted(left, key=lambda row: row.rank), key=lambda row: row.rank):
        yield tuple(members)
