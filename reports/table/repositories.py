"""repositories.csv: one row for each repository and branch, the inactive ones last."""

from audit.model.scoreboard import LedgerLine, Scoreboard
from reports.table.frame import Row, to_csv

COLUMNS = (
    "repository", "branch", "commit", "working_group", "outcome", "reason", "dockerfiles", "in_scope", "skipped",
    "score", "grade",
)  # fmt: skip


def repositories_csv(scoreboard: Scoreboard) -> str:
    """Return `repositories.csv`: the ledger, then the inactive repositories."""
    return to_csv(COLUMNS, (_row(line) for line in (*scoreboard.ledger, *scoreboard.inactive)), scoreboard.run)


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
        "score": None if line.score is None else f"{line.score:.1f}",
        "grade": line.grade,
    }
