"""Nights on which a scanner's report of ghcr.io/acme/web was given, read as a run reads it."""

from dataclasses import replace
from typing import Any

from audit.history.records import run_summary
from audit.model.history.past_run import PastRun
from audit.model.scoreboard import Scoreboard
from tests.history.boards import GOOD, Tree, board
from tests.vulnerabilities.written import kept, scanned

ONE, TWO = f"sha256:{'1' * 64}", f"sha256:{'2' * 64}"


def scanned_board(
    date: str, *flaws: dict[str, Any], digest: str = ONE, in_scope: bool = True, **more: Any
) -> Scoreboard:
    """Return the scoreboard of one Dockerfile whose image was scanned that day."""
    found = board(Tree("acme/web", {"Dockerfile": GOOD}), date=date)
    scan = kept(scanned("1.4.2", *flaws, digest=digest, day=date, **more))
    (row,) = found.standings
    return replace(found, standings=(replace(row, scan=replace(scan, database=date), in_scope=in_scope),))


def nightly(date: str, *flaws: dict[str, Any], **more: Any) -> PastRun:
    """Return what stays of such a run."""
    return run_summary.summarize(scanned_board(date, *flaws, **more))
