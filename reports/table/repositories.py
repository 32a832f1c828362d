"""repositories: one row for each repository and branch, the inactive ones last."""

from audit.model.scoreboard import Scoreboard
from audit.model.summary import LedgerLine
from reports.table.frame import Row, Table, to_csv

COLUMNS = (
    "repository", "branch", "commit", "working_group", "outcome", "reason", "dockerfiles", "in_scope", "skipped",
    "score", "grade",
)  # fmt: skip


_NUMBERS = {"dockerfiles": int, "in_scope": int, "skipped": int, "score": float}


def repositories(scoreboard: Scoreboard) -> Table:
    """Return the ledger, then the inactive repositories."""
    rows = tuple(_row(line) for line in (*scoreboard.ledger, *scoreboard.inactive))
    return Table(COLUMNS, rows, _NUMBERS).judged_by(scoreboard.run)


def repositories_csv(scoreboard: Scoreboard) -> str:
    """Return `repositories.csv`."""
    return to_csv(repositories(scoreboard))


def _row(line: LedgerLine) -> Row:
    """Return one repository and branch's row."""
    return {
        "repository": line.repository,
        "branch": line.branch,
        "commit": line.commit,
        "working_group": line.working_group,
        "outcome": line.outcome,
        "reason": line.reason,
        "dockerfiles": line.dockerfiles,
        "in_scope": line.in_scope,
        "skipped": line.skipped,
        "score": None if line.score is None else round(line.score, 1),
        "grade": line.grade,
    }
