"""Compute means and counts over all components, by working group, by repository and by rule."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from audit.compliance.scoring import score
from audit.model.finding import Result, RuleText
from audit.model.priority.ranking import Priority
from audit.model.scoreboard import Standing
from audit.model.summary import Summary, Tally
from audit.policy.judgement import Score

NO_GROUP = "(no working group)"
_PRIORITIES: tuple[Priority, ...] = ("P1", "P2", "P3", "P4", "done", "exempt")
_RESULTS: tuple[Result, ...] = ("pass", "partial", "fail", "unknown", "not-applicable")


def of(name: str, standings: Sequence[Standing], numbers: Score) -> Summary:
    """Sum up standings; the score is the mean over what is in scope, None when nothing is."""
    in_scope = [standing for standing in standings if standing.in_scope]
    mean = score.mean(standing.score for standing in in_scope)
    counts = Counter(standing.priority for standing in in_scope)
    return Summary(
        name=name,
        dockerfiles=len(standings),
        in_scope=len(in_scope),
        score=mean,
        grade=score.grade(mean, numbers),
        coverage=round(sum(standing.coverage for standing in in_scope) / len(in_scope), 4) if in_scope else 1.0,
        priorities=tuple((priority, counts[priority]) for priority in _PRIORITIES),
    )


def by(key: Callable[[Standing], str], standings: Sequence[Standing], numbers: Score) -> tuple[Summary, ...]:
    """Sum up by a key, sorted by it; rows without one are last."""
    names = sorted({key(standing) or NO_GROUP for standing in standings}, key=lambda name: (name == NO_GROUP, name))
    return tuple(
        of(name, [standing for standing in standings if (key(standing) or NO_GROUP) == name], numbers) for name in names
    )


def tallies(rules: Iterable[RuleText], standings: Iterable[Standing]) -> tuple[Tally, ...]:
    """Count each rule's verdicts over what is in scope."""
    in_scope = [standing for standing in standings if standing.in_scope]
    return tuple(_tally(rule.code, in_scope) for rule in rules)


def _tally(code: str, in_scope: Sequence[Standing]) -> Tally:
    counts = Counter(
        finding.verdict.result for standing in in_scope for finding in standing.findings if finding.rule == code
    )
    return Tally(rule=code, results=tuple((result, counts[result]) for result in _RESULTS))
