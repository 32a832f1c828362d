"""Score recorded verdicts with another profile, other weights or other numbers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from audit.compliance import evaluate, scope
from audit.compliance.scoring import summary
from audit.model.scoreboard import Scoreboard, Standing, ours
from audit.policy.judgement import Judgement
from audit.policy.lifecycle import Lifecycle
from audit.policy.profile import Profile
from audit.policy.vulnerabilities import Threat
from audit.priorities import effort, rank
from audit.scoreboard import ledger, row


@dataclass(frozen=True, slots=True)
class JudgingConfig:
    """Hold the files that a scoreboard is judged by: profile, numbers, opinions on vulnerabilities, image facts."""

    profile: Profile
    numbers: Judgement
    opinions: Threat
    lifecycle: Lifecycle


def rescore(scoreboard: Scoreboard, config: JudgingConfig) -> Scoreboard:
    """Sign the verdicts by the profile, then score, rank and sum up as a run does.

    The deployed tags are not judged: `released` is None. Waivers, overrides, notices and skipped stay the run's.
    """
    signed = (_signed(standing, config) for standing in scoreboard.standings)
    weighed = (row.weighed(standing, config.numbers, config.opinions) for standing in signed)
    run = replace(scoreboard.run, profile=config.profile.name)
    return with_standings(replace(scoreboard, run=run), weighed, config)


def with_standings(scoreboard: Scoreboard, standings: Iterable[Standing], config: JudgingConfig) -> Scoreboard:
    """Return the scoreboard with other rows: ranked, and with the means and counts that follow from them."""
    ranked, numbers = rank.ranked(standings), config.numbers.score
    own = ours(ranked)
    severities = {rule.code: config.profile.rules.get(rule.code, "info") for rule in scoreboard.rules}
    rules = tuple(
        replace(rule, severity=severities[rule.code], weight=numbers.weights[severities[rule.code]])
        for rule in scoreboard.rules
    )
    return replace(
        scoreboard,
        total=summary.of(scoreboard.total.name, own, numbers),
        groups=summary.by(lambda standing: standing.place.working_group, own, numbers),
        repositories=summary.by(lambda standing: standing.place.repository, ranked, numbers),
        standings=ranked,
        rules=rules,
        tallies=summary.tallies(rules, own),
        ledger=tuple(ledger.counted(line, ranked, numbers) for line in scoreboard.ledger),
        method=(),
    )


def _signed(standing: Standing, config: JudgingConfig) -> Standing:
    numbers = config.numbers
    in_scope, reason = scope.find(standing.component, standing.deployment, numbers.scope.deployments)
    return replace(
        standing,
        in_scope=in_scope,
        scope_reason=reason,
        findings=tuple(evaluate.signed(finding, config.profile, numbers.score) for finding in standing.findings),
        blockers=effort.priced(standing.blockers, numbers.effort),
        released=None,
    )
