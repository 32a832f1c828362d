"""Compare two judgements of the same components, finding by finding."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from audit.model.finding import Finding, shortfall
from audit.model.scoreboard import Scoreboard, Standing

Location = tuple[str, str]  # repository, path of the Dockerfile
_Target = tuple[str, str, str]  # and the target


def worse(board: Scoreboard, before: Scoreboard, renamed: Mapping[Location, str]) -> Scoreboard:
    """Return the scoreboard with those findings alone whose verdict is worse than before, and what is newly skipped.

    `renamed` leads from (repository, path) of a Dockerfile to the path that it had before; one that was not there
    is worse in all that it leaves to do. Scores stay those of the full judgement.
    """
    old = {_location(standing): standing for standing in before.standings}
    narrowed = (
        replace(standing, findings=_worse(standing, old.get(_before(standing, renamed))))
        for standing in board.standings
    )
    missed = {(skipped.repository, skipped.path) for skipped in before.skipped}
    return replace(
        board,
        standings=tuple(standing for standing in narrowed if standing.findings),
        skipped=tuple(skipped for skipped in board.skipped if (skipped.repository, skipped.path) not in missed),
    )


def improved(before: Iterable[Finding], after: Iterable[Finding]) -> Iterator[str]:
    """Yield the rules of the profile whose verdict is better after than before; unknown is neither."""
    known = {finding.rule: shortfall(finding.verdict.result) for finding in before if _is_known(finding)}
    for finding in after:
        left = shortfall(finding.verdict.result)
        if finding.weight and _is_known(finding) and left < known.get(finding.rule, left):
            yield finding.rule


def _is_known(finding: Finding) -> bool:
    return finding.verdict.result != "unknown"


def _location(standing: Standing) -> _Target:
    dockerfile = standing.component.dockerfile
    return standing.place.repository, dockerfile.path, dockerfile.target


def _before(standing: Standing, renamed: Mapping[Location, str]) -> _Target:
    """Return where the Dockerfile was before."""
    repository, path, target = _location(standing)
    return repository, renamed.get((repository, path), path), target


def _worse(standing: Standing, before: Standing | None) -> tuple[Finding, ...]:
    old = {finding.rule: _open(finding) for finding in before.findings} if before else {}
    return tuple(finding for finding in standing.findings if _open(finding) > old.get(finding.rule, 0))


def _open(finding: Finding) -> int:
    """Return how far a finding falls short; one with a waiver does not."""
    return 0 if finding.waiver else shortfall(finding.verdict.result)
