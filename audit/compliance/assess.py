"""Every rule on one component: verdicts signed as findings with the active profile's severity and weight."""

from audit.compliance import catalogue
from audit.compliance.rule import Case, Rule, verdict
from audit.model.finding import Finding, Verdict
from audit.policy.judgement import Score


def findings(case: Case, score: Score) -> tuple[Finding, ...]:
    """Judge the case by every rule; a rule that the profile does not name is shown and weighs nothing."""
    return tuple(_finding(rule, case, score) for rule in catalogue.every())


def _finding(rule: Rule, case: Case, score: Score) -> Finding:
    """Sign a verdict; what nobody gave to the run is no gap of the component's, so that unknown weighs nothing."""
    said = _known(rule, case)
    severity = case.profile.rules.get(rule.code, "info")
    weight = 0.0 if rule.needs_input and said.result == "unknown" else score.weights[severity]
    return Finding(rule.code, rule.slug, severity, weight, said)


def _known(rule: Rule, case: Case) -> Verdict:
    """Return the rule's verdict, unknown where it rests on a RUN that nobody can read."""
    said = rule.judge(case)
    unreadable = case.unreadable() if said.result in rule.undermined else ()
    return verdict("unknown", "a RUN cannot be read, so nobody knows", unreadable) if unreadable else said
