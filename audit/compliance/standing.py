"""One component's row: its findings, score, effort and impact; everything but the rank."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from audit.compliance import assess, effort, lifecycle, rank, scanned, scope, score, waive
from audit.compliance.rule import Case
from audit.components.deployment import joined
from audit.components.deployment.joined import NO_MANIFESTS, Manifests
from audit.components.graph import Graph, Node
from audit.model.component import Component
from audit.model.finding import Finding
from audit.model.scoreboard import Place, Runtime, Standing
from audit.policy.policy import Policy
from audit.vulnerabilities.shelf import NOT_ASKED, Shelf


@dataclass(frozen=True, slots=True)
class Bench:
    """Hold what every component is judged by: policy, day, image graph, who stands on whom, manifests, reports."""

    policy: Policy
    when: date
    graph: Graph
    dependents: Mapping[Node, int]
    manifests: Manifests = NO_MANIFESTS
    shelf: Shelf = NOT_ASKED


def of(component: Component, place: Place, committed: str, bench: Bench) -> Standing:
    """Judge one component as of the run's and its commit's day; what is not committed yet counts as of the run's."""
    policy = bench.policy
    deployed = joined.deployment(component, (place.repository, place.branch), bench.manifests)
    case = Case(
        component=component,
        lifecycle=policy.lifecycle,
        profile=policy.profile,
        when=bench.when,
        committed=date.fromisoformat(committed[:10]) if committed else bench.when,
        graph=bench.graph,
        near=(place.repository, place.branch),
        reports=bench.shelf.state,
        unpublished=deployed.value == "none",
    )
    scan = scanned.of(case, deployed, bench.shelf, policy.scanning)
    case = replace(case, scan=scan)
    found = _findings(case, place, bench)
    blockers = effort.blockers(case, found, policy.judgement.effort)
    points, coverage = score.score(found, policy.judgement.score)
    inside, why = scope.find(component, deployed, policy.judgement.scope.deployments)
    standing = Standing(
        rank=0,
        priority="",
        place=place,
        component=component,
        in_scope=inside,
        scope_reason=why,
        deployment=deployed,
        scan=scan,
        runtime=_runtime(case),
        multi_stage=component.dockerfile.is_multi_stage,
        findings=found,
        score=points,
        grade=score.grade(points, policy.judgement.score),
        coverage=coverage,
        impact=0.0,
        effort=effort.size(blockers, policy.judgement.effort),
        blockers=blockers,
        next_step=rank.next_step(found, blockers),
        reason="",
        dependents=bench.dependents.get((place.repository, place.branch, component.dockerfile.path), 0),
    )
    return _weighed(standing, policy)


def _findings(case: Case, place: Place, bench: Bench) -> tuple[Finding, ...]:
    """Judge by every rule, and sign what a waiver accepts."""
    policy, dockerfile = bench.policy, case.dockerfile
    judged = assess.findings(case, policy.judgement.score)
    own = waive.inline(dockerfile, place) if policy.organization.inline_waivers else ()
    return waive.waive(judged, dockerfile, place, (*policy.waivers, *own), bench.when)


def _runtime(case: Case) -> Runtime:
    """Return what is known of the image at the bottom, under the name that the Dockerfile itself gives its base."""
    base = case.foundation(case.dockerfile.final_stage)
    found = lifecycle.runtime(base.image, case.lifecycle, case.when)
    return replace(found, image=case.dockerfile.root(case.dockerfile.final).image)


def _weighed(standing: Standing, policy: Policy) -> Standing:
    """Add impact, priority and the sentence that says why."""
    numbers = policy.judgement.impact
    shares = rank.shares(standing, numbers, policy.scanning.threat)
    weighed = replace(standing, impact=rank.impact(shares))
    weighed = replace(weighed, priority=rank.priority(weighed, policy.judgement.high_impact_from))
    return replace(weighed, reason=rank.reason(weighed, shares))
