"""scoreboard: one row for each Dockerfile found, in scope or not."""

from collections.abc import Mapping

from audit.model.scoreboard import Scoreboard, Standing
from audit.model.vulnerabilities.scan import Scan
from audit.model.vulnerabilities.vulnerability import Level
from reports.table.frame import Row, Table, to_csv
from reports.text.wording import codes, yes_no

COLUMNS = (
    "rank", "priority", "repository", "branch", "commit", "dockerfile", "component", "kind", "language", "in_scope",
    "scope_reason", "image", "deployment", "deployed_by", "working_group", "owners", "base_image", "runtime_tier",
    "runtime_family", "runtime_release", "runtime_supported", "multi_stage", "score", "grade", "coverage",
    "failed_rules", "waived_rules", "unknown_rules", "impact", "effort", "blockers", "next_step", "url",
    "project", "deployed_tag", "released_score", "released_base_image", "waiting_for_release",
    "cve_critical", "cve_high", "cve_medium", "cve_low", "cve_unknown", "cve_fixable", "cve_scanner", "cve_database",
    "cve_scanned", "cve_image", "cve_doubt",
)  # fmt: skip
_COUNTED: Mapping[str, tuple[Level, ...]] = {
    "cve_critical": ("critical",),
    "cve_high": ("high",),
    "cve_medium": ("medium",),
    "cve_low": ("low", "negligible"),
    "cve_unknown": ("unknown",),
}
_NUMBERS = {
    "rank": int, "score": float, "coverage": float, "impact": float, "released_score": float,
    **dict.fromkeys((*_COUNTED, "cve_fixable"), int),
}  # fmt: skip


def standings(scoreboard: Scoreboard) -> Table:
    """Return the Dockerfiles, in the scoreboard's order."""
    rows = tuple(_row(standing) for standing in scoreboard.standings)
    return Table(COLUMNS, rows, _NUMBERS).judged_by(scoreboard.run)


def scoreboard_csv(scoreboard: Scoreboard) -> str:
    """Return `scoreboard.csv`."""
    return to_csv(standings(scoreboard))


def _row(standing: Standing) -> Row:
    """Return one Dockerfile's row."""
    return {
        **_scan(standing.scan),
        **_released(standing),
        **_place(standing),
        **_answers(standing),
        **_runtime(standing),
        **_judgement(standing),
    }


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
        "deployment": standing.deployment.value,
        "deployed_by": standing.deployment.by,
    }


def _released(standing: Standing) -> Row:
    """Return how the component stood at the tag that is deployed, and which rules are mended since."""
    released = standing.released
    return {
        "deployed_tag": standing.deployment.tag,
        "released_score": None if released is None or released.score is None else round(released.score, 1),
        "released_base_image": released.base_image if released else "",
        "waiting_for_release": " ".join(released.fixed) if released else "",
    }


def _scan(scan: Scan | None) -> Row:
    """Return what the report on the image says: distinct vulnerabilities; nothing where a scanner may be blind."""
    seen = scan if scan and not scan.doubt else None
    return {
        **{column: seen.number(*levels) if seen else None for column, levels in _COUNTED.items()},
        "cve_fixable": seen.fixable if seen else None,
        "cve_scanner": " ".join(filter(None, (scan.scanner, scan.version))) if scan else "",
        "cve_database": scan.database if scan else "",
        "cve_scanned": scan.scanned if scan else "",
        "cve_image": scan.image if scan else "",
        "cve_doubt": scan.doubt if scan else "",
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
        "score": None if standing.score is None else round(standing.score, 1),
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
