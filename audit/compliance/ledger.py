"""The ledger: one outcome for each repository and branch that was asked for."""

from collections.abc import Iterable, Sequence

from audit.compliance import score
from audit.model.component import Facts
from audit.model.evidence import Skipped
from audit.model.repository import Repository
from audit.model.scoreboard import LedgerLine, Standing
from audit.policy.judgement import Score


def lines(
    repositories: Iterable[Repository],
    facts: Sequence[Facts],
    skipped: Sequence[Skipped],
    standings: Sequence[Standing],
    numbers: Score,
) -> tuple[LedgerLine, ...]:
    """Return a line for every branch that was read and every one that was not."""
    groups = {each.name: each.working_group for each in repositories}
    read = [_read(each, groups.get(each.repository, ""), standings, numbers) for each in facts]
    missed = [_missed(each, groups.get(each.repository, "")) for each in skipped if not each.path]
    return tuple(sorted([*read, *missed], key=lambda line: (line.repository, line.branch)))


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
