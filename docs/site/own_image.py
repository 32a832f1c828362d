"""Write the verdict on the project's own Dockerfile."""

from pathlib import Path

from audit.cli.audit_run import trees
from audit.policy.organization.organization import Organization
from audit.policy.policy import assemble
from docs.site.rules import PROFILES


def table(dockerfile: Path) -> str:
    """Return a row for each profile, as `check` judges on the day of the last review of the lifecycle facts."""
    head = "| profile | score | grade | fails | waived |\n|---|---|---|---|---|\n"
    return head + "".join(_row(dockerfile, profile) for profile in PROFILES)


def _row(dockerfile: Path, profile: str) -> str:
    policy = assemble(Organization("check"), profile, None)
    reviewed = max(source.reviewed for source in policy.lifecycle.sources.values())
    found = trees.work_trees([dockerfile])
    board = trees.judge_trees((tree.survey(policy.signals) for tree in found), policy, reviewed.isoformat())
    (standing,) = board.standings
    waived = "; ".join(
        f"{finding.rule} waived until {finding.waiver.until}: {finding.waiver.reason.rstrip('.')}"
        for finding in standing.findings
        if finding.waiver
    )
    fails = standing.codes("fail", "partial")
    return f"| `{profile}` | {standing.score:.0f} | {standing.grade} | {fails} | {waived} |\n"
