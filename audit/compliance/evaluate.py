"""Judge a component by all rules, and sign the verdicts with the active profile's severity and weight."""

from dataclasses import replace

from audit import time_limit
from audit.compliance import catalogue
from audit.compliance.case.case import Case, verdict
from audit.compliance.case.rule import Rule
from audit.model.finding import Finding, Verdict
from audit.policy.judgement import Score
from audit.policy.profile import Profile


def findings(case: Case, score: Score) -> tuple[Finding, ...]:
    """Judge the case by every rule; a rule that the profile does not name is shown and weighs nothing."""
    unsigned = (Finding(rule.code, rule.slug, "info", 0, _judged(rule, case)) for rule in catalogue.every())
    return tuple(signed(finding, case.profile, score) for finding in unsigned)


def signed(finding: Finding, profile: Profile, score: Score) -> Finding:
    """Return the finding with the severity that a profile gives its rule, and the weight of that.

    Input that was not given to the run is no gap of the component's: such an unknown weighs nothing.
    """
    severity = profile.rules.get(finding.rule, "info")
    missing_input = finding.verdict.result == "unknown" and finding.rule in catalogue.needing_input()
    return replace(finding, severity=severity, weight=0.0 if missing_input else score.weights[severity])


def _judged(rule: Rule, case: Case) -> Verdict:
    """Return the rule's verdict, unknown where it depends on a RUN that cannot be parsed."""
    time_limit.check()
    found = rule.judge(case)
    unreadable = case.unreadable() if found.result in rule.undermined else ()
    return verdict("unknown", "a RUN cannot be read, so nobody knows", unreadable) if unreadable else found
