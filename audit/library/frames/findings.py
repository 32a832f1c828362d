"""findings: one row for each rule and Dockerfile to which it applies; the columns of findings.csv and the weight."""

from audit.library.frames.schema import Column, Shape
from audit.model.evidence import Evidence
from audit.model.finding import Finding
from audit.model.scoreboard import Standing

_Read = Column[tuple[Standing, Finding]]


def _shown(evidence: Evidence) -> str:
    """Return what was read as `path:line text`."""
    place = evidence.path if evidence.line is None else f"{evidence.path}:{evidence.line}"
    return f"{place} {evidence.text}"


_PLACE = (
    _Read("repository", "word", "", "owner/name", lambda f: f[0].place.repository),
    _Read("branch", "word", "", "the branch that was read", lambda f: f[0].place.branch),
    _Read("commit", "word", "full SHA", "the commit that was read", lambda f: f[0].place.commit),
    _Read("dockerfile", "word", "path", "the Dockerfile in the repository", lambda f: f[0].component.dockerfile.path),
)
_RULE = (
    _Read("rule", "word", "", "the rule's code", lambda f: f[1].rule),
    _Read("slug", "word", "", "the rule's name", lambda f: f[1].slug),
    _Read(
        "severity", "word", "mild to severe", "what the profile calls it; info is shown and never scored",
        lambda f: f[1].severity, order=("info", "may", "should", "must"),
    ),
)  # fmt: skip
_VERDICT = (
    _Read(
        "verdict", "word", "bad to good", "what the rule says; not-applicable is left out",
        lambda f: f[1].verdict.result, order=("fail", "partial", "unknown", "pass"),
    ),
    _Read("line", "count", "line, from 1", "the line that decides; missing for none", lambda f: f[1].verdict.line),
    _Read(
        "evidence", "text", "`path:line text`, with ` | ` between", "what was read",
        lambda f: " | ".join(_shown(each) for each in f[1].verdict.evidence),
    ),
    _Read("waived", "flag", "", "whether a waiver accepts it", lambda f: f[1].waiver is not None),
    _Read("waived_until", "day", "", "the waiver's last day", lambda f: f[1].waiver.until if f[1].waiver else None),
    _Read("next_step", "text", "", "what to do", lambda f: f[1].verdict.next_step),
    _Read("in_scope", "flag", "", "whether the guideline is about the component", lambda f: f[0].in_scope),
    _Read("message", "text", "", "the verdict in words", lambda f: f[1].verdict.message),
    _Read("weight", "number", "points", "what it weighs in the score; info weighs 0", lambda f: f[1].weight),
)  # fmt: skip
FINDINGS = Shape(
    "findings",
    "one rule on one Dockerfile to which it applies",
    ("run", "repository", "branch", "dockerfile", "rule"),
    (*_PLACE, *_RULE, *_VERDICT),
)
