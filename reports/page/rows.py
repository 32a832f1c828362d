"""The data of the interactive table: one object for each Dockerfile, with all that its details show."""

import json
from collections.abc import Mapping
from typing import Any

from audit.model.component import Key
from audit.model.evidence import Evidence
from audit.model.finding import Blocker, Finding
from audit.model.scoreboard import Scoreboard, Standing
from reports.page.details.evidence import read
from reports.page.details.facts import facts
from reports.page.details.link import address, key
from reports.page.details.stages import stages
from reports.text.visible import name, prose, shorten, visible
from reports.text.wording import DASH, SYMBOLS, VERDICTS, codes, decimal, with_verdict, yes_no

_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def encode(scoreboard: Scoreboard, changes: Mapping[Key, list[list[str]]]) -> str:
    """Return the table's data as JSON that cannot end the script element it stands in; `changes` by component."""
    rules = {rule.code: [name(rule.title), rule.severity] for rule in scoreboard.rules}
    rows = [
        {**_row(standing, order), "changes": changes.get(standing.key, [])}
        for order, standing in enumerate(scoreboard.standings)
    ]
    document = {"rules": rules, "symbols": SYMBOLS, "rows": rows}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def _row(standing: Standing, order: int) -> dict[str, Any]:
    """Return one Dockerfile's object: the columns first, then what opens."""
    return {"id": key(standing), "order": order, **_columns(standing), **_details(standing)}


def _columns(standing: Standing) -> dict[str, Any]:
    """Return what the table's cells show."""
    component, place = standing.component, standing.place
    return {
        "rank": standing.rank or None,
        "priority": standing.priority or DASH,
        "component": name(component.name),
        "path": name(component.dockerfile.path),
        "repository": name(place.repository),
        "branch": name(place.branch),
        "group": name(place.working_group) or DASH,
        "project": name(place.project) or DASH,
        "owners": [name(each) for each in component.owners.names],
        "kind": name(component.kind.value),
        "language": name(component.language.value),
        "scope": yes_no(standing.in_scope),
        "deployment": standing.deployment.value,
        "tier": standing.runtime.tier,
        "base": name(standing.runtime.image.text),
        "image": name(component.image.value) if component.image else DASH,
        "score": standing.score if standing.score is None else round(standing.score, 1),
        "scoreText": decimal(standing.score),
        "grade": standing.grade or DASH,
        "impact": round(standing.impact, 1),
        "effort": standing.effort,
        "failed": codes(standing, "fail", "partial") or DASH,
        "unknown": codes(standing, "unknown"),
        "waived": " ".join(each.rule for each in standing.findings if each.waiver),
    }


def _details(standing: Standing) -> dict[str, Any]:
    """Return what a row opens to."""
    return {
        "commit": visible(shorten(standing.place.commit, 64)),
        "url": address(standing),
        "reason": prose(standing.reason),
        "next": prose(standing.next_step),
        "facts": facts(standing),
        "stages": stages(standing),
        "instead": prose(standing.instead),
        "blockers": [_blocker(standing, blocker) for blocker in standing.blockers],
        "findings": [
            _finding(standing, finding)
            for verdict in VERDICTS[:-1]
            for finding in with_verdict(standing.findings, verdict)
        ],
        "unapplied": codes(standing, "not-applicable"),
    }


def _finding(standing: Standing, finding: Finding) -> list[Any]:
    """Return a finding: rule, verdict, message, next step, evidence."""
    verdict = finding.verdict
    evidence = verdict.evidence
    if not evidence and verdict.line is not None:
        evidence = (Evidence(standing.component.dockerfile.path, verdict.line, ""),)
    reads = [read(standing, piece) for piece in evidence]
    said = (prose(verdict.message), prose(verdict.next_step))
    return [finding.rule, verdict.result, *said, reads, _waived(finding)]


def _waived(finding: Finding) -> str:
    """Return in a sentence by whom, until when and why a finding is accepted, or nothing."""
    waiver = finding.waiver
    return f"until {waiver.until} by {name(waiver.owner)}: {prose(waiver.reason)}" if waiver else ""


def _blocker(standing: Standing, blocker: Blocker) -> list[Any]:
    """Return a blocker: name, remedy, evidence."""
    evidence = Evidence(blocker.path, blocker.line, blocker.text)
    return [name(blocker.name), prose(blocker.remedy), [read(standing, evidence)]]
