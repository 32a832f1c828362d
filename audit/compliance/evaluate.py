"""Every rule on one component: verdicts signed as findings with the active profile's severity and weight."""

from dataclasses import replace
from functools import cache

from audit.compliance import catalogue
from audit.compliance.case.rule import Case, Rule, verdict
from audit.model.finding import Finding, Verdict
from audit.policy.judgement import Score
from audit.policy.profile import Profile


def findings(case: Case, score: Score) -> tuple[Finding, ...]:
    """Judge the case by every rule; a rule that the profile does not name is shown and weighs nothing."""
    unsigned = (Finding(rule.code, rule.slug, "info", 0, _known(rule, case)) for rule in catalogue.every())
    return tuple(signed(each, case.profile, score) for each in unsigned)


def signed(finding: Finding, profile: Profile, score: Score) -> Finding:
    """Return the finding with the severity that a profile gives its rule, and what that weighs.

    What nobody gave to the run is no gap of the component's, so that unknown weighs nothing.
    """
    severity = profile.rules.get(finding.rule, "info")
    ungiven = finding.verdict.result == "unknown" and finding.rule in _asked()
    return replace(finding, severity=severity, weight=0.0 if ungiven else score.weights[severity])


@cache
def _asked() -> frozenset[str]:
    """Return the codes of the rules that need what the user gives to the run."""
    return frozenset(rule.code for rule in catalogue.every() if rule.needs_input)


def _known(rule: Rule, case: Case) -> Verdict:
    """Return the rule's verdict, unknown where it rests on a RUN that nobody can read."""
    said = rule.judge(case)
    unreadable = case.unreadable() if said.result in rule.undermined else ()
    return verdict("unknown", "a RUN cannot be read, so nobody knows", unreadable) if unreadable else said
