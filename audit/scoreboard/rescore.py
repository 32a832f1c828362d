"""Score recorded verdicts with another profile, other weights or other numbers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from audit.compliance import evaluate, scope
from audit.compliance.case.case import Case, Conditions
from audit.compliance.scoring import summary
from audit.components import graph
from audit.model.component import Facts
from audit.model.scoreboard import Scoreboard, Standing, ours
from audit.policy.judgement import Judgement
from audit.policy.lifecycle import Lifecycle
from audit.policy.profile import Profile
from audit.priorities import effort, order, ranking
from audit.priorities.move_facts import RankingTables
from audit.scoreboard import ledger, row
from audit.vulnerabilities.report_files.report_index import State


@dataclass(frozen=True, slots=True)
class JudgingConfig:
    """Hold the files that a scoreboard is judged by: profile, numbers, rule book of priorities, image facts."""

    profile: Profile
    numbers: Judgement
    priorities: RankingTables
    lifecycle: Lifecycle


def rescore(scoreboard: Scoreboard, config: JudgingConfig) -> Scoreboard:
    """Sign the verdicts by the profile, then score, rank and sum up as a run does.

    The deployed tags are not judged: `released` is None. Waivers, overrides, notices and skipped stay the run's.
    """
    known = conditions(scoreboard, config)
    weighed = (row.weighed(_signed(standing, config, known), config.numbers) for standing in scoreboard.standings)
    run = replace(scoreboard.run, profile=config.profile.name)
    return with_standings(replace(scoreboard, run=run), weighed, config)


def conditions(scoreboard: Scoreboard, config: JudgingConfig) -> Conditions:
    """Return the conditions of a recorded run, with the image graph from its rows."""
    images = graph.build(
        Facts(standing.place.repository, standing.place.branch, standing.place.commit, "", (standing.component,), ())
        for standing in scoreboard.standings
    )
    when = date.fromisoformat(scoreboard.run.date)
    reports: State = "none" if scoreboard.scans is None else "given"
    return Conditions(config.lifecycle, config.profile, when, images, reports)


def case(standing: Standing, known: Conditions) -> Case:
    """Return a recorded component as the rules look at it; the day of its commit is not on record."""
    return known.case(standing.component, standing.place, standing.deployment, scan=standing.scan)


def with_standings(scoreboard: Scoreboard, standings: Iterable[Standing], config: JudgingConfig) -> Scoreboard:
    """Return the scoreboard with other rows: ranked, and with the means and counts that follow from them."""
    ranked, numbers = order.ranked(standings), config.numbers.score
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


def _signed(standing: Standing, config: JudgingConfig, known: Conditions) -> Standing:
    """Return a row with the weights, scope and efforts in force; one that comes into scope is ranked anew."""
    numbers, book = config.numbers, config.priorities.book
    in_scope, reason = scope.find(standing.component, standing.deployment, numbers.scope.deployments)
    changed = replace(
        standing,
        in_scope=in_scope,
        scope_reason=reason,
        findings=tuple(evaluate.signed(finding, config.profile, numbers.score) for finding in standing.findings),
        blockers=effort.priced(standing.blockers, book.effort),
        released=None,
    )
    if in_scope != standing.in_scope:
        return row.assessed(changed, case(changed, known), config.priorities)
    letters = replace(changed.ranking, effort=effort.of(changed.blockers)) if in_scope else changed.ranking
    return ranking.decided(ranking.left_over(replace(changed, ranking=letters)), book)
