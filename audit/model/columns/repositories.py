"""List the columns of repositories: one row for each repository and branch, the inactive ones last."""

from audit.model.columns.column import Column, TableColumns
from audit.model.scoreboard import Scoreboard
from audit.model.summary import LedgerLine

_Column = Column[LedgerLine]


def rows(scoreboard: Scoreboard) -> tuple[LedgerLine, ...]:
    """Return the branches of the ledger, then the inactive repositories."""
    return (*scoreboard.ledger, *scoreboard.inactive)


REPOSITORIES = TableColumns(
    "repositories",
    "one branch of one repository that was asked for, or an inactive repository (its branch is missing)",
    ("run", "repository", "branch"),
    (
        _Column("repository", "word", "", "owner/name", lambda line: line.repository),
        _Column("branch", "word", "", "missing where the whole repository is meant", lambda line: line.branch),
        _Column("commit", "text", "full SHA", "the commit that was read", lambda line: line.commit),
        _Column("working_group", "word", "", "who answers for the repository", lambda line: line.working_group),
        _Column("outcome", "word", "", "audited, unchanged, skipped or failed", lambda line: line.outcome),
        _Column("reason", "text", "", "why it was skipped or failed, or what is to be known", lambda line: line.reason),
        _Column("dockerfiles", "count", "Dockerfiles", "found and read", lambda line: line.dockerfiles),
        _Column("in_scope", "count", "Dockerfiles", "of these in scope", lambda line: line.in_scope),
        _Column("skipped", "count", "files", "could not be looked at", lambda line: line.skipped),
        _Column("score", "number", "points, 0 to 100", "mean of what is in scope", lambda line: line.score),
        _Column(
            "grade", "word", "A is best", "the letter of the score", lambda line: line.grade,
            order=("E", "D", "C", "B", "A"),
        ),
        _Column(
            "origin", "word", "", "ours, or upstream: deployed and not maintained here", lambda line: line.origin,
            order=("ours", "upstream"),
        ),
    ),
)  # fmt: skip
