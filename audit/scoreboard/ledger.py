"""Give every repository and branch that was asked for one line with its outcome."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from audit.compliance.scoring import score
from audit.model.component import Facts
from audit.model.evidence import Skipped
from audit.model.repository import Repository
from audit.model.scoreboard import Standing
from audit.model.summary import LedgerLine, Outcome, Outcomes
from audit.policy.judgement import Score
from audit.scoreboard.gathered import Gathered


def lines(
    gathered: Gathered, skipped: Iterable[Skipped], standings: Sequence[Standing], numbers: Score
) -> tuple[LedgerLine, ...]:
    """Return a line for every branch that was read and every one that was not, by repository and branch."""
    groups = {repository.name: repository.working_group for repository in gathered.repositories}
    named = {repository.name: repository.branches for repository in gathered.repositories}
    read = [
        counted(_read(facts, groups.get(facts.repository, ""), gathered), standings, numbers)
        for facts in gathered.facts
    ]
    missed = [
        _missed(branch, groups.get(branch.repository, ""))
        for reason in skipped
        if not reason.path
        for branch in _branches(reason, named.get(reason.repository, ()))
    ]
    upstream = {repository.name for repository in gathered.repositories if repository.upstream}
    marked = (replace(line, origin="upstream") if line.repository in upstream else line for line in (*read, *missed))
    return tuple(sorted(marked, key=lambda line: (line.repository, line.branch)))


def counted(line: LedgerLine, standings: Iterable[Standing], numbers: Score) -> LedgerLine:
    """Return a line with the numbers of its branch's components: how many, in scope, mean score, grade."""
    branch = (line.repository, line.branch)
    own = [standing for standing in standings if (standing.place.repository, standing.place.branch) == branch]
    in_scope = [standing for standing in own if standing.in_scope]
    mean = score.mean(standing.score for standing in in_scope)
    grade = score.grade(mean, numbers)
    return replace(line, dockerfiles=len(own), in_scope=len(in_scope), score=mean, grade=grade)


def count(lines: Iterable[LedgerLine]) -> Outcomes:
    """Count the outcomes."""
    counts = Counter(line.outcome for line in lines)
    return Outcomes(
        expected=counts.total(),
        audited=counts["audited"],
        unchanged=counts["unchanged"],
        skipped=counts["skipped"],
        failed=counts["failed"],
    )


def inactive(listed: Iterable[Repository], gathered: Gathered) -> tuple[LedgerLine, ...]:
    """Return a line for each listed repository that is left out as inactive or excluded, with the reason."""
    known = {repository.name for repository in gathered.repositories}
    return tuple(
        _line(repository.name, "", repository.working_group, "skipped", f"{repository.status}: {repository.reason}")
        for repository in sorted(listed, key=lambda repository: repository.name)
        if repository.status != "active" and repository.name not in known
    )


def _branches(skipped: Skipped, named: Sequence[str]) -> Iterator[Skipped]:
    """Yield one for each branch that was asked for when an entire repository was skipped."""
    yield from (replace(skipped, branch=branch) for branch in named if not skipped.branch)
    if skipped.branch or not named:
        yield skipped


def _read(facts: Facts, group: str, gathered: Gathered) -> LedgerLine:
    outcome: Outcome = "unchanged" if (facts.repository, facts.branch) in gathered.unchanged else "audited"
    line = _line(facts.repository, facts.branch, group, outcome, "; ".join(facts.notes))
    return replace(line, commit=facts.commit, skipped=len(facts.skipped))


def _missed(skipped: Skipped, group: str) -> LedgerLine:
    outcome: Outcome = "failed" if skipped.failed else "skipped"
    return _line(skipped.repository, skipped.branch, group, outcome, skipped.reason)


def _line(repository: str, branch: str, group: str, outcome: Outcome, reason: str) -> LedgerLine:
    """Return a line of which nothing is counted."""
    return LedgerLine(repository, branch, "", group, outcome, reason, 0, 0, 0, None, "")
