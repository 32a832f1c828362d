"""runs: one row for each run that was loaded, the oldest first."""

from audit.library.frames.loaded_run import Loaded
from audit.library.frames.schema import Column, Shape

_Read = Column[Loaded]


def _of(priority: str) -> _Read:
    """Return the column that counts a priority."""
    said = f"in scope and {priority}"
    name = priority.lower()
    return _Read(name, "count", "components", said, lambda s: dict(s.scoreboard.total.priorities).get(priority, 0))


RUNS = Shape(
    "runs",
    "one run; the oldest is 0",
    ("run",),
    (
        _Read("date", "day", "", "the run's date", lambda s: s.scoreboard.run.date),
        _Read("organization", "word", "", "what was audited", lambda s: s.scoreboard.run.organization),
        _Read("profile", "word", "", "the rules and severities in force", lambda s: s.scoreboard.run.profile),
        _Read("rule_set", "word", "", "raised whenever a verdict can change", lambda s: s.scoreboard.run.rule_set),
        _Read("tool_version", "word", "", "the program's version", lambda s: s.scoreboard.run.tool_version),
        _Read("config_digest", "word", "", "tells configurations apart", lambda s: s.scoreboard.run.config_digest),
        _Read("score", "number", "points, 0 to 100", "mean of what is in scope", lambda s: s.scoreboard.total.score),
        _Read(
            "grade", "word", "A is best", "the letter of the score", lambda s: s.scoreboard.total.grade,
            order=("E", "D", "C", "B", "A"),
        ),
        _Read("coverage", "number", "share, 0 to 1", "mean of the components", lambda s: s.scoreboard.total.coverage),
        _Read("dockerfiles", "count", "Dockerfiles", "found and read", lambda s: s.scoreboard.total.dockerfiles),
        _Read("in_scope", "count", "components", "of these in scope", lambda s: s.scoreboard.total.in_scope),
        *(_of(priority) for priority in ("P1", "P2", "P3", "P4", "done", "exempt")),
        _Read("branches", "count", "branches", "asked for", lambda s: s.scoreboard.outcomes.expected),
        _Read("branches_known", "number", "share, 0 to 1", "of these read", lambda s: s.scoreboard.outcomes.coverage),
        _Read("whole", "flag", "", "no where a history keeps less than the record", lambda s: s.whole),
        _Read("backfilled", "flag", "", "whether past commits were audited later", lambda s: s.backfilled),
    ),
)  # fmt: skip
