"""List the rules with the counts of verdicts and the components that break each."""

import sys
from dataclasses import dataclass

from audit.model.finding import Finding, RuleText
from audit.model.scoreboard import Scoreboard, Standing
from reports.page.details.link import key
from reports.text.visible import name, prose
from reports.text.wording import DASH, amount, percent


@dataclass(frozen=True, slots=True)
class Breaker:
    """Hold a component in scope that breaks a rule: key of its row, name, place, and the verdict's message."""

    key: str
    component: str
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """Hold one rule as the page shows it; the weight is a word if the profile does not score it.

    `rate` is the share that passes of those to which it applies and for which it is known, `width` its bar (0-100).
    """

    code: str
    slug: str
    title: str
    why: str
    guideline: str
    severity: str
    weight: str
    passed: str
    partial: str
    failed: str
    unknown: str
    unapplied: str
    rate: str
    width: str
    who: str
    view: str
    breakers: tuple[Breaker, ...]


def build(scoreboard: Scoreboard) -> tuple[RuleRow, ...]:
    """Return the rules in the catalogue's order."""
    tallies = {tally.rule: dict(tally.results) for tally in scoreboard.tallies}
    broken = _broken(scoreboard)
    return tuple(_rule_row(text, tallies.get(text.code, {}), broken.get(text.code, ())) for text in scoreboard.rules)


def _broken(scoreboard: Scoreboard) -> dict[str, tuple[Breaker, ...]]:
    """Return rule -> components in scope that break it, by rank."""
    found: dict[str, tuple[Breaker, ...]] = {}
    in_scope = (standing for standing in scoreboard.ours if standing.in_scope)
    for standing in sorted(in_scope, key=lambda each: each.rank or sys.maxsize):
        for finding in standing.findings:
            if finding.verdict.result in ("fail", "partial"):
                found[finding.rule] = (*found.get(finding.rule, ()), _breaker(standing, finding))
    return found


def _breaker(standing: Standing, finding: Finding) -> Breaker:
    place = f"{standing.place.repository}, {standing.component.dockerfile.label}"
    return Breaker(key(standing), name(standing.component.name), name(place), prose(finding.verdict.message))


def _rule_row(text: RuleText, counts: dict[str, int], breakers: tuple[Breaker, ...]) -> RuleRow:
    """Return one rule with its counts, a dash for none."""
    known = sum(counts.get(result, 0) for result in ("pass", "partial", "fail"))
    share = counts.get("pass", 0) / known if known else None
    return RuleRow(
        code=name(text.code),
        slug=name(text.slug),
        title=name(text.title),
        why=prose(text.why),
        guideline=prose(text.guideline),
        severity=text.severity,
        weight=f"weight {text.weight:g}" if text.weight else "not scored",
        passed=str(counts.get("pass", 0) or DASH),
        partial=str(counts.get("partial", 0) or DASH),
        failed=str(counts.get("fail", 0) or DASH),
        unknown=str(counts.get("unknown", 0) or DASH),
        unapplied=str(counts.get("not-applicable", 0) or DASH),
        rate=DASH if share is None else percent(share),
        width=f"{100 * (share or 0):.1f}",
        who=amount(len(breakers), "component"),
        view=f"#view?rule={name(text.code)}",
        breakers=breakers,
    )
