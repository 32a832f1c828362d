"""Every rule on one component: verdicts signed as findings with the active profile's severity and weight."""

from audit.compliance import catalogue
from audit.compliance.rule import Case, Rule, verdict
from audit.model.finding import Finding, Verdict
from audit.policy.judgement import Score


def findings(case: Case, score: Score) -> tuple[Finding, ...]:
    """Judge the case by every rule; a rule that the profile does not name is shown and weighs nothing."""
    return tuple(
        Finding(
            rule=rule.code,
            slug=rule.slug,
            severity=(severity := case.profile.rules.get(rule.code, "info")),
            weight=score.weights[severity],
            verdict=_known(rule, case),
        )
        for rule in catalogue.every()
    )


def _known(rule: Rule, case: Case) -> Verdict:
    """Return the rule's verdict, unknown where it rests on a RUN that nobody can read."""
    said = rule.judge(case)
    unreadable = case.unreadable() if said.result in rule.undermined else ()
    return verdict("unknown", "a RUN cannot be read, so nobody knows", unreadable) if unreadable else said
