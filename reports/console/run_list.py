"""List the recorded runs on the terminal and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from audit.model.history.past_run import RunLine
from reports.text.json_text import pretty
from reports.text.visible import name
from reports.text.wording import DASH, amount, decimal

SCHEMA_VERSION = 1
_LEFT = ("run", "date", "organisation", "profile", "note")


def record(lines: Sequence[RunLine]) -> str:
    """Return the list as JSON."""
    return pretty({"schema_version": SCHEMA_VERSION, "runs": msgspec.to_builtins(lines)})


def text(lines: Sequence[RunLine]) -> Iterator[RenderableType]:
    """Yield the list, the oldest first, and how many runs there are."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (*_LEFT[:4], "score", "in scope", "P1", "branches", *_LEFT[4:]):
        justify: Literal["left", "right"] = "left" if heading in _LEFT else "right"
        # where the terminal is narrow a name is broken, never a date or a number
        table.add_column(
            heading, justify=justify, overflow="fold", no_wrap=heading not in ("organisation", "profile", "note")
        )
    for line in lines:
        table.add_row(*map(Text, _cells(line)))
    if lines:
        yield table
    yield Text(f"{amount(len(lines), 'run')} on record")


def _cells(line: RunLine) -> tuple[str, ...]:
    run, total, counts = line.run, line.total, line.outcomes
    return (
        line.id[:8],
        run.date,
        name(run.organization),
        run.profile,
        f"{decimal(total.score)} {total.grade or DASH}",
        f"{total.in_scope:,}",
        f"{dict(total.priorities).get('P1', 0):,}",
        f"{counts.audited:,} of {counts.expected:,}",
        ", ".join(filter(None, ("backfilled" if line.backfilled else "", name(" ".join(run.only))))),
    )
