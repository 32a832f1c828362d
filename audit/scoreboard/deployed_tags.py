"""Compare components at their deployed tag with the branch head."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice

from audit.compliance.scoring import score
from audit.components.deployment import resolve
from audit.components.deployment.placed_mentions import Manifests
from audit.model.component import Component, Facts
from audit.model.deployment import Deployment
from audit.model.evidence import Skipped
from audit.model.repository import TAGS, Repository, spellings
from audit.model.runtime import Released
from audit.model.scoreboard import Standing
from audit.scoreboard import regressions, row
from audit.scoreboard.row import JudgingContext

_TAG = re.compile(r"\w[\w.-]*")
_RELEASE = re.compile(r"v?(?=\d)")


def wanted(deployments: Iterable[tuple[str, Deployment]], repositories: Iterable[Repository]) -> tuple[Repository, ...]:
    """Return the repositories with the tags, in place of branches, under which their images are deployed.

    `deployments` are pairs: the name of the repository whose image it is, and the deployment.
    """
    tags: dict[str, set[str]] = {}
    for name, deployment in deployments:
        tags.setdefault(name, set()).update(_candidates(deployment.tag))
    return tuple(
        replace(repository, branches=tuple(sorted(tags[repository.name])))
        for repository in repositories
        if tags.get(repository.name)
    )


def _candidates(tag: str) -> Iterator[str]:
    """Yield the git tags that an image's tag may be made from: with and without a leading v; a digest has none."""
    if _TAG.fullmatch(tag) and _RELEASE.match(tag):
        yield from spellings(tag)


def compare(
    standings: Iterable[Standing], facts: Iterable[Facts], manifests: Manifests, context: JudgingContext
) -> tuple[Standing, ...]:
    """Return the standings, each with its judgement at the tag that is deployed where that could be read."""
    known = {(found.repository, found.branch): found for found in facts}
    return tuple(replace(head, released=_released(head, known, manifests, context)) for head in standings)


def missed(standings: Iterable[Standing], facts: Iterable[Facts], skipped: Iterable[Skipped]) -> Iterator[Skipped]:
    """Yield each deployed release, once, of which no tag could be read, with the reason."""
    reasons = {(reason.repository, reason.branch): reason for reason in skipped}
    read = {(found.repository, found.branch) for found in facts}
    deployed = {(standing.place.repository, standing.deployment.tag) for standing in standings if standing.in_scope}
    for repository, tag in sorted(deployed):
        names = tuple((repository, name) for name in _candidates(tag))
        if read.isdisjoint(names):
            yield from islice((reasons[name] for name in (*names, (repository, "")) if name in reasons), 1)


def _released(
    head: Standing, known: Mapping[tuple[str, str], Facts], manifests: Manifests, context: JudgingContext
) -> Released | None:
    for tag in _candidates(head.deployment.tag):
        facts = known.get((head.place.repository, tag))
        component = _same(head.component, facts) if facts else None
        if facts and component:
            return _compared(head, facts, component, manifests, context)
    return None


def _same(component: Component, facts: Facts) -> Component | None:
    """Return the component at another commit: of the same path and target, else of the same image, else of the path."""
    place = (component.dockerfile.path, component.dockerfile.target)
    beside = [other for other in facts.components if other.dockerfile.path == place[0]]
    same = (other for other in beside if other.dockerfile.target == place[1])
    named = (other for other in facts.components if set(other.names) & set(component.names))
    return next(chain(same, named, beside), None)


def _compared(
    head: Standing, facts: Facts, component: Component, manifests: Manifests, context: JudgingContext
) -> Released:
    place = replace(head.place, branch=facts.branch, commit=facts.commit)
    deployment = resolve.deployment(component, (place.repository, place.branch), manifests)
    judged = row.judge(component, place, facts.committed, deployment, context)
    return Released(
        tag=facts.branch.removeprefix(TAGS),
        commit=facts.commit,
        dockerfile=component.dockerfile.path,
        base_image=component.dockerfile.root(component.dockerfile.final).image.text,
        score=score.score(judged.findings, context.policy.judgement.score)[0],
        fixed=tuple(regressions.improved(judged.findings, head.findings)),
        broken=tuple(regressions.improved(head.findings, judged.findings)),
    )
