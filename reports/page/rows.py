"""Encode the data of the interactive table: one object for each Dockerfile, with its details."""

import json
from collections.abc import Mapping
from typing import Any

from audit.model.columns.components import COMPONENTS
from audit.model.component import Key
from audit.model.evidence import Evidence
from audit.model.finding import Finding
from audit.model.priority.blocker import Blocker
from audit.model.scoreboard import Scoreboard, Standing
from reports.page.details.evidence import show
from reports.page.details.facts import facts
from reports.page.details.link import address, key
from reports.page.details.stages import stages
from reports.text.cells import cells
from reports.text.visible import name, prose, shorten, visible
from reports.text.wording import DASH, SYMBOLS, VERDICTS, decimal, with_verdict

_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})

_AS_SHOWN = {
    "scope": "in_scope",
    "deployment": "deployment",
    "origin": "origin",
    "score": "score",
    "unknown": "unknown_rules",
    "waived": "waived_rules",
}
# written by others: hidden characters are spelled, long ones are cut
_NAMES = (
    "component", "dockerfile", "repository", "branch", "working_group", "project", "kind", "language", "base_image",
    "image", "campaign",
)  # fmt: skip


def encode(scoreboard: Scoreboard, changes: Mapping[Key, list[list[str]]]) -> str:
    """Return the table's data as JSON that cannot end its script element; `changes` by component."""
    rules = {rule.code: [name(rule.title), rule.severity] for rule in scoreboard.rules}
    rows = [
        {**_row(standing, order), "changes": changes.get(standing.key, [])}
        for order, standing in enumerate(scoreboard.standings)
    ]
    document = {"rules": rules, "symbols": SYMBOLS, "rows": rows}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def _row(standing: Standing, order: int) -> dict[str, Any]:
    """Return one Dockerfile's object: the columns first, then the details."""
    dockerfile = standing.component.dockerfile
    place = {"target": name(dockerfile.target), "place": name(dockerfile.label)}
    return {"id": key(standing), "order": order, **place, **_columns(standing), **_details(standing)}


def _columns(standing: Standing) -> dict[str, Any]:
    """Return the values of the table's cells."""
    shown = cells(COMPONENTS, standing)
    names = {column: name(str(shown[column] or "")) for column in _NAMES}
    return {
        "rank": shown["rank"],
        "priority": shown["priority"] or DASH,
        "component": names["component"],
        "path": names["dockerfile"],
        "repository": names["repository"],
        "branch": names["branch"],
        "group": names["working_group"] or DASH,
        "project": names["project"] or DASH,
        "owners": [name(owner) for owner in standing.component.owners.names],
        "kind": names["kind"],
        "language": names["language"],
        "tier": shown["runtime_tier"],
        "base": names["base_image"],
        "image": names["image"] or DASH,
        **{field: shown[column] for field, column in _AS_SHOWN.items()},
        **{letter: shown[letter] or DASH for letter in ("value", "exposure", "effort")},
        "scoreText": decimal(standing.score),
        "grade": shown["grade"] or DASH,
        "campaign": names["campaign"] or DASH,
        "failed": shown["failed_rules"] or DASH,
    }


def _details(standing: Standing) -> dict[str, Any]:
    """Return the details of a row."""
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
        "unapplied": standing.codes("not-applicable"),
    }


def _finding(standing: Standing, finding: Finding) -> list[Any]:
    """Return a finding: rule, verdict, message, next step, evidence."""
    verdict = finding.verdict
    evidence = verdict.evidence
    if not evidence and verdict.line is not None:
        evidence = (Evidence(standing.component.dockerfile.path, verdict.line, ""),)
    reads = [show(standing, piece) for piece in evidence]
    said = (prose(verdict.message), prose(verdict.next_step))
    return [finding.rule, verdict.result, *said, reads, _waived(finding)]


def _waived(finding: Finding) -> str:
    """Return in a sentence by whom, until when and why a finding is accepted, or nothing."""
    waiver = finding.waiver
    return f"until {waiver.until} by {name(waiver.owner)}: {prose(waiver.reason)}" if waiver else ""


def _blocker(standing: Standing, blocker: Blocker) -> list[Any]:
    """Return a blocker: name with its effort, remedy, evidence."""
    evidence = Evidence(blocker.path, blocker.line, blocker.text)
    return [f"{name(blocker.name)} ({blocker.effort})", prose(blocker.remedy), [show(standing, evidence)]]
