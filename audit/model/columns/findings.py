"""List the columns of findings: one row for each rule and Dockerfile to which it applies.

`findings.csv` has all but the weight.
"""

from audit.model.columns.column import Column, TableColumns
from audit.model.evidence import Evidence
from audit.model.finding import Finding
from audit.model.scoreboard import Scoreboard, Standing

Row = tuple[Standing, Finding]
_Column = Column[Row]


def rows(scoreboard: Scoreboard) -> tuple[Row, ...]:
    """Return the findings of rules that apply, in the order of the scoreboard."""
    return tuple(
        (standing, finding)
        for standing in scoreboard.standings
        for finding in standing.findings
        if finding.verdict.result != "not-applicable"
    )


def _text(evidence: Evidence) -> str:
    """Return what was read as `path:line text`."""
    place = evidence.path if evidence.line is None else f"{evidence.path}:{evidence.line}"
    return f"{place} {evidence.text}"


_PLACE = (
    _Column("repository", "word", "", "owner/name", lambda f: f[0].place.repository),
    _Column("branch", "word", "", "the branch that was read", lambda f: f[0].place.branch),
    _Column("commit", "word", "full SHA", "the commit that was read", lambda f: f[0].place.commit),
    _Column("dockerfile", "word", "path", "the Dockerfile in the repository", lambda f: f[0].component.dockerfile.path),
    _Column(
        "target", "word", "", "the stage, where the file publishes several", lambda f: f[0].component.dockerfile.target
    ),
)
_RULE = (
    _Column("rule", "word", "", "the rule's code", lambda f: f[1].rule),
    _Column("slug", "word", "", "the rule's name", lambda f: f[1].slug),
    _Column(
        "severity", "word", "mild to severe", "what the profile calls it; info is shown and never scored",
        lambda f: f[1].severity, order=("info", "may", "should", "must"),
    ),
)  # fmt: skip
_VERDICT = (
    _Column(
        "verdict", "word", "bad to good", "what the rule says; not-applicable is left out",
        lambda f: f[1].verdict.result, order=("fail", "partial", "unknown", "pass"),
    ),
    _Column("line", "count", "line, from 1", "the line that decides; missing for none", lambda f: f[1].verdict.line),
    _Column(
        "evidence", "text", "`path:line text`, with ` | ` between", "what was read",
        lambda f: " | ".join(_text(evidence) for evidence in f[1].verdict.evidence),
    ),
    _Column("waived", "flag", "", "whether a waiver accepts it", lambda f: f[1].waiver is not None),
    _Column("waived_until", "day", "", "the waiver's last day", lambda f: f[1].waiver.until if f[1].waiver else None),
    _Column("next_step", "text", "", "what to do", lambda f: f[1].verdict.next_step),
    _Column("in_scope", "flag", "", "whether the guideline is about the component", lambda f: f[0].in_scope),
    _Column("message", "text", "", "the verdict in words", lambda f: f[1].verdict.message),
    _Column(
        "weight", "number", "points", "what it weighs in the score; info weighs 0",
        lambda f: f[1].weight, filed=False,
    ),
)  # fmt: skip
FINDINGS = TableColumns(
    "findings",
    "one rule on one Dockerfile to which it applies",
    ("run", "repository", "branch", "dockerfile", "target", "rule"),
    (*_PLACE, *_RULE, *_VERDICT),
)
