"""runs: one row for each run that was loaded, the oldest first."""

from audit.library.column import Column, Shape
from audit.model.scoreboard import Scoreboard

_Read = Column[Scoreboard]


def _of(priority: str) -> _Read:
    """Return the column that counts a priority."""
    said = f"in scope and {priority}"
    name = priority.lower()
    return _Read(name, "count", "components", said, lambda s: dict(s.total.priorities).get(priority, 0))


RUNS = Shape(
    "runs",
    "one run; the oldest is 0",
    ("run",),
    (
        _Read("date", "day", "", "the run's date", lambda s: s.run.date),
        _Read("organization", "word", "", "what was audited", lambda s: s.run.organization),
        _Read("profile", "word", "", "the rules and severities in force", lambda s: s.run.profile),
        _Read("rule_set", "word", "", "raised whenever a verdict can change", lambda s: s.run.rule_set),
        _Read("tool_version", "word", "", "the program's version", lambda s: s.run.tool_version),
        _Read("config_digest", "word", "", "tells configurations apart", lambda s: s.run.config_digest),
        _Read("score", "number", "points, 0 to 100", "mean of what is in scope", lambda s: s.total.score),
        _Read(
            "grade", "word", "A is best", "the letter of the score", lambda s: s.total.grade,
            order=("E", "D", "C", "B", "A"),
        ),
        _Read("coverage", "number", "share, 0 to 1", "mean of the components' coverage", lambda s: s.total.coverage),
        _Read("dockerfiles", "count", "Dockerfiles", "found and read", lambda s: s.total.dockerfiles),
        _Read("in_scope", "count", "components", "of these in scope", lambda s: s.total.in_scope),
        *(_of(priority) for priority in ("P1", "P2", "P3", "P4", "done", "exempt")),
        _Read("branches", "count", "branches", "asked for", lambda s: s.outcomes.expected),
        _Read("branches_known", "number", "share, 0 to 1", "of these read", lambda s: s.outcomes.coverage),
    ),
)  # fmt: skip
