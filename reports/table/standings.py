"""scoreboard.csv: one row for each Dockerfile found, in scope or not."""

from audit.model.scoreboard import Scoreboard, Standing
from reports.table.frame import Row, to_csv
from reports.wording import codes, yes_no

COLUMNS = (
    "rank", "priority", "repository", "branch", "commit", "dockerfile", "component", "kind", "language", "in_scope",
    "scope_reason", "image", "deployment", "deployed_by", "working_group", "owners", "base_image", "runtime_tier",
    "runtime_family", "runtime_release", "runtime_supported", "multi_stage", "score", "grade", "coverage",
    "failed_rules", "waived_rules", "unknown_rules", "impact", "effort", "blockers", "next_step", "url", "project",
)  # fmt: skip
_LATER = {"deployment": "", "deployed_by": ""}


def scoreboard_csv(scoreboard: Scoreboard) -> str:
    """Return `scoreboard.csv`, in the scoreboard's order."""
    return to_csv(COLUMNS, (_row(standing) for standing in scoreboard.standings), scoreboard.run)


def _row(standing: Standing) -> Row:
    """Return one Dockerfile's row."""
    return {**_LATER, **_place(standing), **_answers(standing), **_runtime(standing), **_judgement(standing)}


def _place(standing: Standing) -> Row:
    """Return where the component lies."""
    place = standing.place
    return {
        "repository": place.repository,
        "branch": place.branch,
        "commit": place.commit,
        "dockerfile": standing.component.dockerfile.path,
        "working_group": place.working_group,
        "owners": ",".join(standing.component.owners.names),
        "url": place.url,
        "project": place.project,
    }


def _answers(standing: Standing) -> Row:
    """Return what the component is."""
    return {
        "component": standing.component.name,
        "kind": standing.component.kind.value,
        "language": standing.component.language.value,
        "in_scope": yes_no(standing.in_scope),
        "scope_reason": standing.scope_reason,
        "multi_stage": yes_no(standing.multi_stage),
        "image": standing.component.image.value if standing.component.image else "",
    }


def _runtime(standing: Standing) -> Row:
    """Return what the final image stands on."""
    runtime = standing.runtime
    return {
        "base_image": runtime.image.text,
        "runtime_tier": runtime.tier,
        "runtime_family": runtime.family,
        "runtime_release": runtime.release,
        "runtime_supported": runtime.supported,
    }


def _judgement(standing: Standing) -> Row:
    """Return how the component was judged and what to do."""
    return {
        "rank": standing.rank or None,
        "priority": standing.priority,
        "score": None if standing.score is None else f"{standing.score:.1f}",
        "grade": standing.grade,
        "coverage": round(standing.coverage, 3),
        "failed_rules": codes(standing, "fail", "partial"),
        "waived_rules": " ".join(each.rule for each in standing.findings if each.waiver),
        "unknown_rules": codes(standing, "unknown"),
        "impact": round(standing.impact, 1),
        "effort": standing.effort,
        "blockers": "; ".join(dict.fromkeys(blocker.name for blocker in standing.blockers)),
        "next_step": standing.next_step,
    }
