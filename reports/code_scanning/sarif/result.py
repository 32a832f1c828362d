"""Make results of findings that fail, are waived or unknown."""

import hashlib
from collections.abc import Iterator
from typing import Any

from audit.model.finding import Finding, Waiver
from audit.model.scoreboard import Standing
from reports.code_scanning.finding_location import FindingLocation, locate
from reports.code_scanning.sarif import location
from reports.code_scanning.sarif.rule import LEVELS
from reports.text.visible import prose, visible
from reports.text.wording import with_verdict

_LOWER = {"error": "warning", "warning": "note", "note": "note"}
_RANKS = {"P1": 100.0, "P2": 75.0, "P3": 50.0, "P4": 25.0}  # what is done, exempt or out of scope has 0
_RELATED = 100  # as many locations of one alert as GitHub shows


def of(standing: Standing, base: str) -> Iterator[dict[str, Any]]:
    """Yield the results of one Dockerfile, in the findings' order."""
    for finding in with_verdict(standing.findings, "fail", "partial", "unknown"):
        yield _result(standing, finding, base)


def _result(standing: Standing, finding: Finding, base: str) -> dict[str, Any]:
    where = locate(standing, finding)
    related = [
        location.physical(FindingLocation(each.path, each.line), base) | {"message": {"text": _text(each.text)}}
        # a location may stand there but once
        for each in dict.fromkeys(finding.verdict.evidence)
        if FindingLocation(each.path, each.line) != where
    ][:_RELATED]
    return {
        "ruleId": visible(finding.rule),
        **_judged(finding),
        "message": {"text": _text(" ".join(filter(None, (_sentence(finding), finding.verdict.next_step))))},
        "locations": [location.physical(where, base)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": _fingerprints(standing, finding),
        # none where nothing was accepted: either every result of a run tells, or none does
        "suppressions": [_suppression(finding.waiver, standing)] if finding.waiver else [],
        "rank": _RANKS.get(standing.priority, 0.0),
        "properties": {
            "verdict": finding.verdict.result,
            "severity": finding.severity,
            "dockerfile": visible(standing.component.dockerfile.path),
            **({"target": visible(target)} if (target := standing.component.dockerfile.target) else {}),
            "component": visible(standing.component.name),
            "inScope": standing.in_scope,
        },
    }


def _judged(finding: Finding) -> dict[str, str]:
    """Return kind and level; what nobody knows has no level, for it is no failure."""
    level = LEVELS[finding.severity]
    match finding.verdict.result:
        case "unknown":
            return {"kind": "review", "level": "none"}
        case "partial":
            return {"kind": "fail", "level": _LOWER[level]}
        case _:
            return {"kind": "fail", "level": level}


def _sentence(finding: Finding) -> str:
    message = finding.verdict.message.rstrip(".")
    return f"{message[:1].upper()}{message[1:]}."


def _text(text: str) -> str:
    """Return a text in which nothing acts as an embedded link."""
    return prose(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]") if "](" in text else prose(text)


def _fingerprints(standing: Standing, finding: Finding) -> dict[str, str]:
    """Return what makes a finding the same in the next run: one rule says one thing of one Dockerfile and target.

    Lines do not count, so it survives every edit above it. GitHub knows the first name, others any.
    """
    dockerfile = standing.component.dockerfile
    path = (dockerfile.path, dockerfile.target) if dockerfile.target else (dockerfile.path,)
    return {
        "primaryLocationLineHash": f"{_digest(finding.rule, *path)[:16]}:1",
        "imageAudit/v1": _digest(finding.rule, standing.place.repository, standing.place.branch, *path),
    }


def _digest(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def _suppression(waiver: Waiver, standing: Standing) -> dict[str, str]:
    """Return a waiver: written in the Dockerfile itself, or in the organisation's file."""
    inside = waiver.place.startswith(f"{standing.component.dockerfile.path}:")
    return {
        "kind": "inSource" if inside else "external",
        "status": "accepted",
        "justification": prose(f"{waiver.reason} ({waiver.owner}, until {waiver.until})"),
    }
