"""What is deployed is a tag, not the head of a branch: which tags are to be read, and how components stood at them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from audit.model.component import Component, Facts
from audit.model.deployment import Deployment
from audit.model.evidence import Skipped
from audit.model.repository import TAGS, Repository, spellings
from audit.model.runtime import Released
from audit.model.scoreboard import Place, Standing
from audit.scoreboard import row
from audit.scoreboard.row import Bench

_KEPT = {"fail": 0, "partial": 1, "pass": 2, "not-applicable": 2}
_TAG = re.compile(r"\w[\w.-]*")
_RELEASE = re.compile(r"v?(?=\d)")


def wanted(deployments: Iterable[tuple[str, Deployment]], repositories: Iterable[Repository]) -> tuple[Repository, ...]:
    """Return the repositories with the tags, in place of branches, under which their images are deployed.

    `deployments` stand beside the name of the repository whose image it is.
    """
    tags: dict[str, set[str]] = {}
    for name, deployment in deployments:
        tags.setdefault(name, set()).update(_candidates(deployment.tag))
    return tuple(replace(each, branches=tuple(sorted(tags[each.name]))) for each in repositories if tags.get(each.name))


def _candidates(tag: str) -> Iterator[str]:
    """Yield the git tags that an image's tag may stand for: with and without a leading v; a digest has none."""
    if _TAG.fullmatch(tag) and _RELEASE.match(tag):
        yield from spellings(tag)


def compare(standings: Iterable[Standing], facts: Sequence[Facts], bench: Bench) -> tuple[Standing, ...]:
    """Return the standings, each with how it stood at the tag that is deployed where that could be read."""
    known = {(each.repository, each.branch): each for each in facts}
    return tuple(replace(each, released=_released(each, known, bench)) for each in standings)


def missed(standings: Iterable[Standing], facts: Iterable[Facts], skipped: Iterable[Skipped]) -> Iterator[Skipped]:
    """Yield each deployed release, once, of which no tag could be read, with the reason."""
    reasons = {(each.repository, each.branch): each for each in skipped}
    read = {(each.repository, each.branch) for each in facts}
    deployed = {(each.place.repository, each.deployment.tag) for each in standings if each.in_scope}
    for repository, tag in sorted(deployed):
        names = tuple((repository, name) for name in _candidates(tag))
        if read.isdisjoint(names):
            yield from islice((reasons[each] for each in (*names, (repository, "")) if each in reasons), 1)


def _released(head: Standing, known: Mapping[tuple[str, str], Facts], bench: Bench) -> Released | None:
    for tag in _candidates(head.deployment.tag):
        if (facts := known.get((head.place.repository, tag))) and (found := _same(head.component, facts)):
            place = replace(head.place, branch=facts.branch, commit=facts.commit)
            return _compared(head, row.of(found, place, facts.committed, bench), place)
    return None


def _same(component: Component, facts: Facts) -> Component | None:
    """Return the component at another commit: of the same path, else the one that publishes the same image."""
    for each in facts.components:
        if each.dockerfile.path == component.dockerfile.path:
            return each
    return next((each for each in facts.components if set(each.names) & set(component.names)), None)


def _compared(head: Standing, old: Standing, place: Place) -> Released:
    return Released(
        tag=place.branch.removeprefix(TAGS),
        commit=place.commit,
        dockerfile=old.component.dockerfile.path,
        base_image=old.runtime.image.text,
        score=old.score,
        fixed=tuple(_better(old, head)),
        broken=tuple(_better(head, old)),
    )


def _better(before: Standing, after: Standing) -> Iterator[str]:
    """Yield the rules of the profile that are kept better after than before; what is not known is neither."""
    known = {each.rule: _KEPT[each.verdict.result] for each in before.findings if each.verdict.result in _KEPT}
    for each in after.findings:
        kept = _KEPT.get(each.verdict.result)
        if each.weight and kept is not None and known.get(each.rule, kept) < kept:
            yield each.rule
