"""The figures as one Markdown table."""

from collections.abc import Iterable, Sequence

from benchmarks.race import Figure

_HEAD = ("part", "what", "min s", "median s", "processor s", "peak MB", "wire MB", "ratios of medians", "command")
_RIGHT = range(2, 7)


def render(figures: Iterable[Figure]) -> str:
    """Return the table, its columns padded so that it reads in a terminal too."""
    rows = [_HEAD, *(_row(each) for each in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    rule = tuple("-" * (width - 1) + (":" if column in _RIGHT else "-") for column, width in enumerate(widths))
    return "".join(_line(row, widths) for row in (rows[0], rule, *rows[1:]))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (
        cell.rjust(width) if column in _RIGHT else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return f"| {' | '.join(cells)} |\n"


def _row(figure: Figure) -> tuple[str, ...]:
    return (
        figure.part,
        figure.name,
        f"{figure.fastest:.2f}",
        f"{figure.seconds:.2f}",
        f"{figure.processor:.2f}",
        f"{figure.peak / 1e6:.0f}" if figure.peak else "",
        f"{figure.wire / 1e6:.2f}" if figure.wire else "",
        figure.remark,
        f"`{figure.command}`",
    )
