"""repositories: one row for each repository and branch, the inactive ones last; the columns of repositories.csv."""

from audit.library.frames.schema import Column, Shape
from audit.model.summary import LedgerLine

_Read = Column[LedgerLine]
REPOSITORIES = Shape(
    "repositories",
    "one branch of one repository that was asked for, or an inactive repository (its branch is missing)",
    ("run", "repository", "branch"),
    (
        _Read("repository", "word", "", "owner/name", lambda line: line.repository),
        _Read("branch", "word", "", "missing where the whole repository is meant", lambda line: line.branch),
        _Read("commit", "text", "full SHA", "the commit that was read", lambda line: line.commit),
        _Read("working_group", "word", "", "who answers for the repository", lambda line: line.working_group),
        _Read("outcome", "word", "", "audited, unchanged, skipped or failed", lambda line: line.outcome),
        _Read("reason", "text", "", "why it was skipped or failed, or what is to be known", lambda line: line.reason),
        _Read("dockerfiles", "count", "Dockerfiles", "found and read", lambda line: line.dockerfiles),
        _Read("in_scope", "count", "Dockerfiles", "of these in scope", lambda line: line.in_scope),
        _Read("skipped", "count", "files", "could not be looked at", lambda line: line.skipped),
        _Read("score", "number", "points, 0 to 100", "mean of what is in scope", lambda line: line.score),
        _Read(
            "grade", "word", "A is best", "the letter of the score", lambda line: line.grade,
            order=("E", "D", "C", "B", "A"),
        ),
    ),
)  # fmt: skip
