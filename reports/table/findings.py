"""findings: one row for each rule and Dockerfile to which it applies."""

from audit.model.evidence import Evidence
from audit.model.finding import Finding
from audit.model.scoreboard import Scoreboard, Standing
from reports.table.frame import Row, Table, to_csv
from reports.text.wording import yes_no

COLUMNS = (
    "repository", "branch", "commit", "dockerfile", "rule", "slug", "severity", "verdict", "line", "evidence",
    "waived", "waived_until", "next_step", "in_scope", "message",
)  # fmt: skip


def findings(scoreboard: Scoreboard) -> Table:
    """Return the findings, in the scoreboard's order, rules in the findings' order."""
    rows = tuple(
        _row(standing, finding)
        for standing in scoreboard.standings
        for finding in standing.findings
        if finding.verdict.result != "not-applicable"
    )
    return Table(COLUMNS, rows, {"line": int}).judged_by(scoreboard.run)


def findings_csv(scoreboard: Scoreboard) -> str:
    """Return `findings.csv`."""
    return to_csv(findings(scoreboard))


def _row(standing: Standing, finding: Finding) -> Row:
    """Return one finding's row."""
    verdict = finding.verdict
    return {
        "repository": standing.place.repository,
        "branch": standing.place.branch,
        "commit": standing.place.commit,
        "dockerfile": standing.component.dockerfile.path,
        "rule": finding.rule,
        "slug": finding.slug,
        "severity": finding.severity,
        "verdict": verdict.result,
        "line": verdict.line,
        "evidence": " | ".join(_read(evidence) for evidence in verdict.evidence),
        "waived": yes_no(finding.waiver is not None),
        "waived_until": finding.waiver.until if finding.waiver else "",
        "next_step": verdict.next_step,
        "in_scope": yes_no(standing.in_scope),
        "message": verdict.message,
    }


def _read(evidence: Evidence) -> str:
    """Return what was read as `path:line text`."""
    place = evidence.path if evidence.line is None else f"{evidence.path}:{evidence.line}"
    return f"{place} {evidence.text}"
