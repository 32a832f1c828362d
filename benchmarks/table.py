"""The aims and the figures as Markdown tables."""

from collections.abc import Collection, Iterable, Sequence

from benchmarks.goal import Goal
from benchmarks.race import Figure

_AIMS = ("what", "figure", "beside", "ratio", "target", "")
_FIGURES = (
    "part", "what", "min s", "median s", "processor s", "peak MB", "its gits' MB", "wire MB", "remarks", "command",
)  # fmt: skip


def goals(found: Iterable[Goal]) -> str:
    """Return the table of what was aimed at, padded so that it reads in a terminal too."""
    return _table((_AIMS, *(_aim(each) for each in found)), right=(3, 4))


def figures(found: Iterable[Figure]) -> str:
    """Return the table of what was measured, padded likewise."""
    return _table((_FIGURES, *(_row(each) for each in found)), right=range(2, 8))


def _table(rows: Sequence[Sequence[str]], right: Collection[int]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    rule = tuple("-" * (width - 1) + (":" if column in right else "-") for column, width in enumerate(widths))
    return "".join(_line(row, widths, right) for row in (rows[0], rule, *rows[1:]))


def _line(row: Sequence[str], widths: Sequence[int], right: Collection[int]) -> str:
    cells = (
        cell.rjust(width) if column in right else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return f"| {' | '.join(cells)} |\n"


def _aim(goal: Goal) -> tuple[str, ...]:
    kept = "met" if goal.met else "missed"
    return goal.what, goal.figure, goal.peer, f"{goal.ratio:.2f}", f"{goal.target:g}", kept


def _row(figure: Figure) -> tuple[str, ...]:
    return (
        figure.part,
        figure.name,
        f"{figure.fastest:.2f}",
        f"{figure.seconds:.2f}",
        f"{figure.processor:.2f}",
        f"{figure.peak / 1e6:.0f}" if figure.peak else "",
        f"{figure.started / 1e6:.0f}" if figure.started else "",
        f"{figure.wire / 1e6:.2f}" if figure.wire else "",
        ", ".join(each for each in (figure.remark, figure.kinds) if each),
        f"`{figure.command}`",
    )
