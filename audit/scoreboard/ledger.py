"""The ledger: one outcome for each repository and branch that was asked for."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from audit.compliance.scoring import score
from audit.model.component import Facts
from audit.model.evidence import Skipped
from audit.model.repository import Repository
from audit.model.scoreboard import Standing
from audit.model.summary import LedgerLine, Outcomes
from audit.policy.judgement import Score


def lines(
    repositories: Sequence[Repository],
    facts: Sequence[Facts],
    skipped: Sequence[Skipped],
    standings: Sequence[Standing],
    numbers: Score,
    unchanged: frozenset[tuple[str, str]] = frozenset(),
) -> tuple[LedgerLine, ...]:
    """Return a line for every branch that was read and every one that was not.

    `unchanged` names the (repository, branch) whose facts an earlier run read.
    """
    groups = {each.name: each.working_group for each in repositories}
    named = {each.name: each.branches for each in repositories}
    read = [_read(each, groups.get(each.repository, ""), standings, numbers) for each in facts]
    kept = [replace(each, outcome="unchanged") for each in read if (each.repository, each.branch) in unchanged]
    fresh = [each for each in read if (each.repository, each.branch) not in unchanged]
    missed = [
        _missed(branch, groups.get(each.repository, ""))
        for each in skipped
        if not each.path
        for branch in _branches(each, named.get(each.repository, ()))
    ]
    return tuple(sorted([*fresh, *kept, *missed], key=lambda line: (line.repository, line.branch)))


def count(lines: Iterable[LedgerLine]) -> Outcomes:
    """Count the outcomes."""
    counts = Counter(each.outcome for each in lines)
    return Outcomes(
        expected=counts.total(),
        audited=counts["audited"],
        unchanged=counts["unchanged"],
        skipped=counts["skipped"],
        failed=counts["failed"],
    )


def _branches(skipped: Skipped, named: Sequence[str]) -> Iterator[Skipped]:
    """Yield one for each branch that was asked for when a whole repository was skipped."""
    yield from (replace(skipped, branch=branch) for branch in named if not skipped.branch)
    if skipped.branch or not named:
        yield skipped


def _read(facts: Facts, group: str, standings: Sequence[Standing], numbers: Score) -> LedgerLine:
    own = [each for each in standings if (each.place.repository, each.place.branch) == (facts.repository, facts.branch)]
    mean = score.mean(each.score for each in own if each.in_scope)
    return LedgerLine(
        repository=facts.repository,
        branch=facts.branch,
        commit=facts.commit,
        working_group=group,
        outcome="audited",
        reason="; ".join(facts.notes),
        dockerfiles=len(own),
        in_scope=sum(each.in_scope for each in own),
        skipped=len(facts.skipped),
        score=mean,
        grade=score.grade(mean, numbers),
    )


def _missed(skipped: Skipped, group: str) -> LedgerLine:
    return LedgerLine(
        repository=skipped.repository,
        branch=skipped.branch,
        commit="",
        working_group=group,
        outcome="failed" if skipped.failed else "skipped",
        reason=skipped.reason,
        dockerfiles=0,
        in_scope=0,
        skipped=0,
        score=None,
        grade="",
    )


def inactive(repositories: Iterable[Repository]) -> tuple[LedgerLine, ...]:
    """Return a line for each repository that is left out because it is inactive or excluded, with the reason."""
    return tuple(
        LedgerLine(
            repository=each.name,
            branch="",
            commit="",
            working_group=each.working_group,
            outcome="skipped",
            reason=f"{each.status}: {each.reason}",
            dockerfiles=0,
            in_scope=0,
            skipped=0,
            score=None,
            grade="",
        )
        for each in sorted(repositories, key=lambda each: each.name)
        if each.status != "active"
    )
