"""What a change made worse: two judgements of the same work tree, finding by finding."""

from collections.abc import Mapping
from dataclasses import replace

from audit.model.finding import Finding, Result
from audit.model.scoreboard import Scoreboard, Standing

# what applies no longer, or was accepted, is as good as what passes
_RANK: Mapping[Result, int] = {"pass": 0, "not-applicable": 0, "unknown": 1, "partial": 2, "fail": 3}
Place = tuple[str, str]


def worse(board: Scoreboard, before: Scoreboard, renamed: Mapping[Place, str]) -> Scoreboard:
    """Return the scoreboard with those findings alone whose verdict is worse than before, and what is newly skipped.

    `renamed` leads from (repository, path) of a Dockerfile to the path that it had before; one that was not there
    is worse in all that it leaves to do. Scores stay those of the whole.
    """
    old = {_place(each): each for each in before.standings}
    narrowed = (replace(each, findings=_worse(each, old.get(_before(each, renamed)))) for each in board.standings)
    missed = {(each.repository, each.path) for each in before.skipped}
    return replace(
        board,
        standings=tuple(each for each in narrowed if each.findings),
        skipped=tuple(each for each in board.skipped if (each.repository, each.path) not in missed),
    )


def _place(standing: Standing) -> Place:
    return standing.place.repository, standing.component.dockerfile.path


def _before(standing: Standing, renamed: Mapping[Place, str]) -> Place:
    """Return where the Dockerfile was before."""
    repository, path = _place(standing)
    return repository, renamed.get((repository, path), path)


def _worse(standing: Standing, before: Standing | None) -> tuple[Finding, ...]:
    ranks = {each.rule: _rank(each) for each in before.findings} if before else {}
    return tuple(each for each in standing.findings if _rank(each) > ranks.get(each.rule, 0))


def _rank(finding: Finding) -> int:
    return 0 if finding.waiver else _RANK[finding.verdict.result]
