"""Print progress and conclusion of a run, findings of a check, and the rule catalogue."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from audit.model.scoreboard import Scoreboard, Standing
from reports.console import findings_text
from reports.console.findings_text import Lines
from reports.console.rule_page import Section, page
from reports.text.visible import name, shorten, visible
from reports.text.wording import amount, outcomes, percent

Advance = Callable[[Any, Any], None]
_TOP = 10
_LONGEST_STEP = 400
_READABLE = 100  # columns of prose


@contextmanager
def progress(total: int, *, quiet: bool, verbose: bool) -> Iterator[Advance]:
    """Show how many repositories are done: a bar on a terminal, plain lines in a log."""
    console = Console(stderr=True, quiet=quiet)
    bar = Progress(
        TextColumn("crawling"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
        console=console,
        transient=True,
        disable=quiet or not console.is_terminal,
    )
    with bar:
        task = bar.add_task("", total=total)

        def advance(repository: Any, surveyed: Any) -> None:
            bar.update(task, advance=1, description=visible(repository.name))
            if verbose or not console.is_terminal:
                console.print(_line(repository.name, surveyed), markup=False, highlight=False, soft_wrap=True)

        yield advance


def _line(repository: str, surveyed: Any) -> str:
    count = sum(len(each.components) for each in surveyed.facts)
    missed = "; ".join(f"{skip.branch or 'skipped'}: {skip.reason}" for skip in surveyed.skipped)
    kept = f", {len(surveyed.unchanged)} of them unchanged" if surveyed.unchanged else ""
    return visible(
        f"{repository}: {count} Dockerfiles on {len(surveyed.facts)} branches{kept}"
        + (f" ({missed})" if missed else "")
    )


def conclude(scoreboard: Scoreboard, output: Path) -> None:
    """Print the ten next moves, how many more there are, and the totals."""
    console = Console()
    moves = [
        standing for standing in scoreboard.ours if standing.in_scope and standing.priority not in ("done", "exempt")
    ]
    if moves:
        console.print(_next_moves(moves[:_TOP]))
    if len(moves) > _TOP:
        console.print(Text(f"and {len(moves) - _TOP:,} more on the page"))
    for line in _totals(scoreboard):
        console.print(Text(line), soft_wrap=True)
    console.print(Text(str(output / "scoreboard.html")), soft_wrap=True)


def _next_moves(moves: Sequence[Standing]) -> Table:
    """Return the moves, two lines each: what and where, then what to do."""
    table = Table(title="Next moves", title_justify="left", box=None, pad_edge=False, header_style="bold")
    for heading in ("#", "priority", "score", "effort", "move"):
        table.add_column(heading, justify="right" if heading in ("#", "score") else "left", overflow="fold")
    for standing in moves:
        score = "–" if standing.score is None else f"{standing.score:.0f}"
        move = Text(f"{name(standing.component.name)} ({name(standing.place.repository)})", style="bold")
        move.append("\n")
        move.append(visible(shorten(standing.next_step, _LONGEST_STEP)), style="not bold")
        table.add_row(str(standing.rank), standing.priority, score, standing.effort, move)
    return table


def _totals(scoreboard: Scoreboard) -> Iterator[str]:
    """Yield where the organisation stands, what is left to do, and what became of the branches."""
    total = scoreboard.total
    # of nothing everything is known: without a score its coverage says nothing
    known = (
        f"score {total.score:.1f} ({total.grade}), coverage {percent(total.coverage)}"
        if total.score is not None
        else ""
    )
    scope = f"{amount(total.in_scope, 'component')} in scope of {amount(total.dockerfiles, 'Dockerfile')}"
    skipped = f", {len(scoreboard.skipped):,} skipped in all" if scoreboard.skipped else ""
    yield f"{visible(total.name)}: {known or 'no score'}, {scope}{skipped}"
    yield "; ".join(f"{name} {count:,}" for name, count in total.priorities)
    yield outcomes(scoreboard.outcomes)


def findings(scoreboard: Scoreboard, lines: Lines, base: str = "") -> None:
    """Print each Dockerfile's findings with their lines; with a base, say so where nothing is worse than there."""
    console = Console()
    for each in findings_text.render(scoreboard, lines):
        console.print(each, soft_wrap=True)
    if base and not scoreboard.standings:
        console.print(Text(visible(f"nothing is worse than at {base}"), style="green"), soft_wrap=True)


def show(parts: Iterable[RenderableType]) -> None:
    """Print parts that another room composed, in their order; lines are not broken."""
    console = Console()
    for part in parts:
        console.print(part, soft_wrap=True)


def catalogue(rules: Sequence[tuple[str, str, str]]) -> None:
    """Print code, slug and title of every rule."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("code", "slug", "rule"):
        table.add_column(heading)
    for row in rules:
        table.add_row(*map(Text, row))
    Console().print(table)


def rule_page(heading: str, sections: Iterable[Section]) -> None:
    """Print a page of the rule_page, as wide as the terminal and never wider than is good to read."""
    console = Console()
    for line in page(heading, sections, min(console.width, _READABLE)):
        console.print(line, soft_wrap=True)
