"""A run's judgement once more, from the verdicts on record: other severities, weights or numbers."""

from collections.abc import Iterable
from dataclasses import replace

from audit.compliance import evaluate, scope
from audit.compliance.scoring import score, summary
from audit.model.scoreboard import Scoreboard, Standing
from audit.model.summary import LedgerLine
from audit.policy.judgement import Judgement
from audit.policy.profile import Profile
from audit.policy.vulnerabilities import Threat
from audit.priorities import effort, rank
from audit.scoreboard import row as rows


def judge(scoreboard: Scoreboard, profile: Profile, numbers: Judgement, opinions: Threat) -> Scoreboard:
    """Sign the verdicts as the profile says, then score, rank and sum up as a run does.

    What was deployed is not judged again: `released` is None. Waivers, overrides, notices and skipped stay the run's.
    """
    weighed = (rows.weighed(_signed(each, profile, numbers), numbers, opinions) for each in scoreboard.standings)
    judged = replace(scoreboard, run=replace(scoreboard.run, profile=profile.name), method=())
    return summed(judged, weighed, profile, numbers)


def summed(scoreboard: Scoreboard, standings: Iterable[Standing], profile: Profile, numbers: Judgement) -> Scoreboard:
    """Return the scoreboard with other standings: ranked, and with the means and counts that follow from them."""
    ranked = rank.ranked(standings)
    severities = {each.code: profile.rules.get(each.code, "info") for each in scoreboard.rules}
    rules = tuple(
        replace(each, severity=severities[each.code], weight=numbers.score.weights[severities[each.code]])
        for each in scoreboard.rules
    )
    return replace(
        scoreboard,
        total=summary.of(scoreboard.total.name, ranked, numbers.score),
        groups=summary.by(lambda each: each.place.working_group, ranked, numbers.score),
        repositories=summary.by(lambda each: each.place.repository, ranked, numbers.score),
        standings=ranked,
        rules=rules,
        tallies=summary.tallies(rules, ranked),
        ledger=tuple(_line(each, ranked, numbers) for each in scoreboard.ledger),
    )


def _signed(standing: Standing, profile: Profile, numbers: Judgement) -> Standing:
    inside, why = scope.find(standing.component, standing.deployment, numbers.scope.deployments)
    return replace(
        standing,
        in_scope=inside,
        scope_reason=why,
        findings=tuple(evaluate.signed(each, profile, numbers.score) for each in standing.findings),
        blockers=effort.priced(standing.blockers, numbers.effort),
        released=None,
    )


def _line(line: LedgerLine, standings: Iterable[Standing], numbers: Judgement) -> LedgerLine:
    own = [each for each in standings if (each.place.repository, each.place.branch) == (line.repository, line.branch)]
    inside = [each for each in own if each.in_scope]
    mean = score.mean(each.score for each in inside)
    return replace(line, in_scope=len(inside), score=mean, grade=score.grade(mean, numbers.score))
