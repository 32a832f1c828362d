"""Decide whether a finished run fails: the gates on score, priorities, overrides and coverage."""

from collections.abc import Iterator
from dataclasses import dataclass

import click

from audit.cli.logging.log_output import Log
from audit.cli.options.exit_codes import GATE, NOTHING
from audit.cli.options.options import F, fail_under, option
from audit.model.scoreboard import Scoreboard


@dataclass(frozen=True, slots=True)
class Gates:
    """Hold the least mean score, the refused priorities (or `override`), and the least percentage of branches."""

    under: float | None
    on: tuple[str, ...]
    coverage: float | None

    def exit_code(self, board: Scoreboard, log: Log) -> int:
        """Return the exit code of a finished run, and log why it is not 0."""
        if not board.outcomes.coverage:
            log.message("error", "nothing-audited", "nothing could be audited; the ledger says why")
            return NOTHING
        failed = tuple(self.failed(board))
        for sentence in failed:
            log.message("error", "gate-failed", f"gate failed: {sentence}")
        return GATE if failed else 0

    def failed(self, board: Scoreboard) -> Iterator[str]:
        """Yield a sentence for each gate that the scoreboard does not pass."""
        score = board.total.score
        if self.under is not None and (score is None or score < self.under):
            yield f"{'no score' if score is None else f'{score:.1f}'} is under {self.under:g}"
        met = sorted({standing.priority for standing in board.ours} & set(self.on))
        if met:
            yield f"there are components of priority {', '.join(met)}"
        wrong = [state for state in board.overrides if state.status in ("needless", "stale", "faulty")]
        if wrong and "override" in self.on:
            places = ", ".join(f"{state.override.place} ({state.status})" for state in wrong)
            yield f"overrides need a hand: {places}"
        known = 100 * board.outcomes.coverage
        if self.coverage is not None and known < self.coverage:
            # cut, not rounded: 99.96 % is not 100.0 %
            yield f"{int(known * 10) / 10:.1f} % of the branches could be audited, expected {self.coverage:g} %"


def gated(command: F) -> F:
    """Add the options of the gates."""
    return fail_under(_fail_on(_min_coverage(command)))


_fail_on = option(
    "--fail-on",
    multiple=True,
    type=click.Choice(["P1", "P2", "P3", "P4", "override"]),
    metavar="PRIORITY",
    help="Leave with exit code 1 when a component has this priority, or with `override` when an override can go;"
    " may be repeated.",
)
_min_coverage = option(
    "--min-coverage",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Leave with exit code 1 when less than PERCENT of the branches could be audited.",
)
