"""One component's row: its findings, score, effort and impact; everything but the rank."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from audit.compliance import component_scan, evaluate, scope
from audit.compliance.base_image import lifecycle
from audit.compliance.case.rule import Case
from audit.compliance.exceptions import waive
from audit.compliance.scoring import score
from audit.components.deployment import resolve
from audit.components.deployment.resolve import NO_MANIFESTS, Manifests
from audit.components.graph import Graph, Node
from audit.migration import migration_draft
from audit.model.component import Component
from audit.model.finding import Finding
from audit.model.runtime import Runtime
from audit.model.scoreboard import Place, Standing
from audit.policy.judgement import Judgement
from audit.policy.policy import Policy
from audit.policy.vulnerabilities import Threat
from audit.priorities import effort, rank
from audit.vulnerabilities.report_files.report_index import NOT_ASKED, ReportIndex


@dataclass(frozen=True, slots=True)
class Bench:
    """Hold what every component is judged by: policy, day, image graph, who stands on whom, manifests, reports."""

    policy: Policy
    when: date
    graph: Graph
    dependents: Mapping[Node, int]
    manifests: Manifests = NO_MANIFESTS
    reports: ReportIndex = NOT_ASKED


def of(component: Component, place: Place, committed: str, bench: Bench) -> Standing:
    """Judge one component as of the run's and its commit's day; what is not committed yet counts as of the run's."""
    policy = bench.policy
    deployed = resolve.deployment(component, (place.repository, place.branch), bench.manifests)
    case = Case(
        component=component,
        lifecycle=policy.lifecycle,
        profile=policy.profile,
        when=bench.when,
        committed=date.fromisoformat(committed[:10]) if committed else bench.when,
        graph=bench.graph,
        near=(place.repository, place.branch),
        reports=bench.reports.state,
        unpublished=deployed.value == "none",
    )
    scan = component_scan.of(case, deployed, bench.reports, policy.scanning)
    case = replace(case, scan=scan)
    found = _findings(case, place, bench)
    inside, why = scope.find(component, deployed, policy.judgement.scope.deployments)
    stands = runtime(case)
    unweighed = Standing(
        rank=0,
        priority="",
        place=place,
        component=component,
        in_scope=inside,
        scope_reason=why,
        deployment=deployed,
        scan=scan,
        runtime=stands,
        multi_stage=component.dockerfile.is_multi_stage,
        findings=found,
        score=None,
        grade="",
        coverage=1.0,
        impact=0.0,
        effort="S",
        blockers=effort.blockers(case, found, policy.judgement.effort),
        next_step="",
        reason="",
        instead=migration_draft.draft(
            component, stands.tier, policy.lifecycle.recommended.get(component.language.value, "")
        ),
        dependents=bench.dependents.get((place.repository, place.branch, component.dockerfile.path), 0),
    )
    return weighed(unweighed, policy.judgement, policy.scanning.threat)


def _findings(case: Case, place: Place, bench: Bench) -> tuple[Finding, ...]:
    """Judge by every rule, and sign what a waiver accepts."""
    policy, dockerfile = bench.policy, case.dockerfile
    judged = evaluate.findings(case, policy.judgement.score)
    own = waive.inline(dockerfile, place) if policy.organization.inline_waivers else ()
    return waive.waive(judged, dockerfile, place, (*policy.waivers, *own), bench.when)


def runtime(case: Case) -> Runtime:
    """Return what is known of the image at the bottom, under the name that the Dockerfile itself gives its base."""
    base = case.foundation(case.dockerfile.final_stage)
    found = lifecycle.runtime(base.image, case.lifecycle, case.when)
    return replace(found, image=case.dockerfile.root(case.dockerfile.final).image)


def weighed(standing: Standing, numbers: Judgement, opinions: Threat) -> Standing:
    """Draw the numbers from what was found: score, effort, impact, priority, and the sentence that says why."""
    points, coverage = score.score(standing.findings, numbers.score)
    judged = replace(
        standing,
        score=points,
        grade=score.grade(points, numbers.score),
        coverage=coverage,
        effort=effort.size(standing.blockers, numbers.effort),
        next_step=rank.next_step(standing.findings, standing.blockers),
    )
    shares = rank.shares(judged, numbers.impact, opinions)
    judged = replace(judged, impact=rank.impact(shares))
    judged = replace(judged, priority=rank.priority(judged, numbers.high_impact_from))
    return replace(judged, reason=rank.reason(judged, shares))
