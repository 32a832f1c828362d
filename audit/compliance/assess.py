"""Every rule on one component: verdicts signed as findings with the active profile's severity and weight."""

from audit.compliance import catalogue
from audit.compliance.rule import Case
from audit.model.finding import Finding
from audit.policy.judgement import Score


def findings(case: Case, score: Score) -> tuple[Finding, ...]:
    """Judge the case by every rule; a rule that the profile does not name is shown and weighs nothing."""
    return tuple(
        Finding(
            rule=rule.code,
            slug=rule.slug,
            severity=(severity := case.profile.rules.get(rule.code, "info")),
            weight=score.weights[severity],
            verdict=rule.judge(case),
        )
        for rule in catalogue.every()
    )
