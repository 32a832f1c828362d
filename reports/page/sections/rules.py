"""The rules with how often each verdict was given, and by whom each is not kept."""

import sys
from dataclasses import dataclass

from audit.model.finding import Finding, RuleText
from audit.model.scoreboard import Scoreboard, Standing
from reports.page.details.link import key
from reports.text.visible import name, prose
from reports.text.wording import DASH, amount, percent


@dataclass(frozen=True, slots=True)
class Breaker:
    """Hold a component in scope that does not keep a rule: where it opens, its name and place, and what was said."""

    key: str
    component: str
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Hold one rule as the page shows it; the weight says so when the profile lends it none.

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


def build(scoreboard: Scoreboard) -> tuple[Rule, ...]:
    """Return the rules in the catalogue's order."""
    tallies = {tally.rule: dict(tally.results) for tally in scoreboard.tallies}
    broken = _broken(scoreboard)
    return tuple(_rule(text, tallies.get(text.code, {}), broken.get(text.code, ())) for text in scoreboard.rules)


def _broken(scoreboard: Scoreboard) -> dict[str, tuple[Breaker, ...]]:
    """Return by rule the components in scope that do not keep it, those first that are to move first."""
    found: dict[str, tuple[Breaker, ...]] = {}
    in_scope = (standing for standing in scoreboard.standings if standing.in_scope)
    for standing in sorted(in_scope, key=lambda each: each.rank or sys.maxsize):
        for finding in standing.findings:
            if finding.verdict.result in ("fail", "partial"):
                found[finding.rule] = (*found.get(finding.rule, ()), _breaker(standing, finding))
    return found


def _breaker(standing: Standing, finding: Finding) -> Breaker:
    place = f"{standing.place.repository}, {standing.component.dockerfile.path}"
    return Breaker(key(standing), name(standing.component.name), name(place), prose(finding.verdict.message))


def _rule(text: RuleText, counts: dict[str, int], breakers: tuple[Breaker, ...]) -> Rule:
    """Return one rule with its counts, a dash for none."""
    known = sum(counts.get(result, 0) for result in ("pass", "partial", "fail"))
    share = counts.get("pass", 0) / known if known else None
    return Rule(
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
