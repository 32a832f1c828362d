"""Apply the rule book to a Dockerfile that stands in a test."""

from dataclasses import replace
from typing import Any

from audit.model.deployment import Deployment, Injection
from audit.model.evidence import Answer
from audit.model.finding import Waiver
from audit.model.priority.ranking import Ranking
from audit.model.scoreboard import Standing
from audit.priorities import move_facts, ranking
from audit.priorities.move_facts import RankingTables
from tests.judging import Given, case, shipped, standing

TABLES = RankingTables(shipped().priorities, shipped().signals.needs)


def go(image: str = "alpine:3.22", build: str = "CGO_ENABLED=0 go build -o /m .", builder: str = "golang:1.26") -> str:
    return f'FROM {builder} AS build\nRUN {build}\nFROM {image}\nCOPY --from=build /m /m\nENTRYPOINT ["/m"]\n'


def row(text: str, deployed: str = "default", kind: str = "service", **given: Any) -> Standing:
    """Return the row of a component that is deployed so, in scope and unranked.

    Of `given`, `injected`, `maintenance` and `waived` are about the row, the rest about what is around the Dockerfile.
    """
    injected, maintenance = given.pop("injected", False), given.pop("maintenance", "")
    waived, change = given.pop("waived", False), given.pop("component", {})
    around: Given = given  # type: ignore[assignment]
    deployment = Deployment(
        deployed,  # type: ignore[arg-type]
        "said",
        injection=Injection("yes" if injected else "no", ""),
        maintenance=maintenance,
    )
    component = {"kind": Answer(kind, "high", ()), **change}
    return _row(text, deployment, component, around, waived=waived)


def _row(text: str, deployment: Deployment, change: dict[str, Any], around: Given, *, waived: bool) -> Standing:
    found, looked_at = standing(text, **around), case(text, **around)
    component = replace(looked_at.component, **change)
    findings = found.findings
    if waived:
        waiver = Waiver("KF401", "*", "*", "a reason", "somebody", "2027-01-01", "config:1")
        findings = tuple(replace(f, waiver=waiver) if f.rule == "KF401" else f for f in findings)
    placed = replace(found, in_scope=True, component=component, deployment=deployment, findings=findings)
    facts = move_facts.gather(replace(looked_at, component=component), deployment, findings, found.runtime, TABLES)
    return ranking.applied(placed, ranking.assess(facts), TABLES.book)


def letters(found: Ranking) -> str:
    """Return value, exposure and effort as `H A S`."""
    return f"{found.value.letter} {found.exposure.letter} {found.effort.letter}"
