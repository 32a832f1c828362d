"""List the columns of runs: one row for each run that was loaded, the oldest first."""

from audit.library.loading.loaded_run import LoadedRun
from audit.model.columns.column import Column, TableColumns

_Column = Column[LoadedRun]


def _priority(priority: str) -> _Column:
    """Return the column that counts a priority."""
    said = f"in scope and {priority}"
    name = priority.lower()
    return _Column(name, "count", "components", said, lambda r: dict(r.scoreboard.total.priorities).get(priority, 0))


RUNS = TableColumns(
    "runs",
    "one run; the oldest is 0",
    ("run",),
    (
        _Column("date", "day", "", "the run's date", lambda r: r.scoreboard.run.date),
        _Column("organization", "word", "", "what was audited", lambda r: r.scoreboard.run.organization),
        _Column("profile", "word", "", "the rules and severities in force", lambda r: r.scoreboard.run.profile),
        _Column("rule_set", "word", "", "raised whenever a verdict can change", lambda r: r.scoreboard.run.rule_set),
        _Column("tool_version", "word", "", "the program's version", lambda r: r.scoreboard.run.tool_version),
        _Column("config_digest", "word", "", "tells configurations apart", lambda r: r.scoreboard.run.config_digest),
        _Column("score", "number", "points, 0 to 100", "mean of what is in scope", lambda r: r.scoreboard.total.score),
        _Column(
            "grade", "word", "A is best", "the letter of the score", lambda r: r.scoreboard.total.grade,
            order=("E", "D", "C", "B", "A"),
        ),
        _Column("coverage", "number", "share, 0 to 1", "mean of the components", lambda r: r.scoreboard.total.coverage),
        _Column("dockerfiles", "count", "Dockerfiles", "found and read", lambda r: r.scoreboard.total.dockerfiles),
        _Column("in_scope", "count", "components", "of these in scope", lambda r: r.scoreboard.total.in_scope),
        *(_priority(priority) for priority in ("P1", "P2", "P3", "P4", "done", "exempt")),
        _Column("branches", "count", "branches", "asked for", lambda r: r.scoreboard.outcomes.expected),
        _Column("branches_known", "number", "share, 0 to 1", "of these read", lambda r: r.scoreboard.outcomes.coverage),
        _Column("whole", "flag", "", "no where a history keeps less than the record", lambda r: r.whole),
        _Column("backfilled", "flag", "", "whether past commits were audited later", lambda r: r.backfilled),
    ),
)  # fmt: skip
