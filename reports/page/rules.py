"""The rules with how often each verdict was given."""

from dataclasses import dataclass

from audit.model.scoreboard import RuleText, Scoreboard
from reports.visible import name, prose
from reports.wording import DASH


@dataclass(frozen=True, slots=True)
class Rule:
    """Hold one rule as the page shows it; the weight says so when the profile lends it none."""

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


def build(scoreboard: Scoreboard) -> tuple[Rule, ...]:
    """Return the rules in the catalogue's order."""
    tallies = {tally.rule: dict(tally.results) for tally in scoreboard.tallies}
    return tuple(_rule(text, tallies.get(text.code, {})) for text in scoreboard.rules)


def _rule(text: RuleText, counts: dict[str, int]) -> Rule:
    """Return one rule with its counts, a dash for none."""
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
    )
