"""Means and counts: the whole, the working groups, the repositories, the rules, the ledger."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from audit.compliance.scoring import score
from audit.model.finding import Result, RuleText
from audit.model.scoreboard import Priority, Standing
from audit.model.summary import Summary, Tally
from audit.policy.judgement import Score

NO_GROUP = "(no working group)"
_PRIORITIES: tuple[Priority, ...] = ("P1", "P2", "P3", "P4", "done", "exempt")
_RESULTS: tuple[Result, ...] = ("pass", "partial", "fail", "unknown", "not-applicable")


def of(name: str, standings: Sequence[Standing], numbers: Score) -> Summary:
    """Sum up standings; the score is the mean over what is in scope, None when nothing is."""
    inside = [each for each in standings if each.in_scope]
    mean = score.mean(each.score for each in inside)
    counts = Counter(each.priority for each in inside)
    return Summary(
        name=name,
        dockerfiles=len(standings),
        in_scope=len(inside),
        score=mean,
        grade=score.grade(mean, numbers),
        coverage=round(sum(each.coverage for each in inside) / len(inside), 4) if inside else 1.0,
        priorities=tuple((priority, counts[priority]) for priority in _PRIORITIES),
    )


def by(key: Callable[[Standing], str], standings: Sequence[Standing], numbers: Score) -> tuple[Summary, ...]:
    """Sum up by a key, in its order; what has none comes last."""
    names = sorted({key(each) or NO_GROUP for each in standings}, key=lambda name: (name == NO_GROUP, name))
    return tuple(of(name, [each for each in standings if (key(each) or NO_GROUP) == name], numbers) for name in names)


def tallies(rules: Iterable[RuleText], standings: Iterable[Standing]) -> tuple[Tally, ...]:
    """Count each rule's verdicts over what is in scope."""
    inside = [each for each in standings if each.in_scope]
    return tuple(_tally(rule.code, inside) for rule in rules)


def _tally(code: str, inside: Sequence[Standing]) -> Tally:
    counts = Counter(finding.verdict.result for each in inside for finding in each.findings if finding.rule == code)
    return Tally(rule=code, results=tuple((result, counts[result]) for result in _RESULTS))
