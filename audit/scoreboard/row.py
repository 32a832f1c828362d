"""Judge one component: its findings, and its row of the scoreboard but for the rank."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from audit.compliance import component_scan, evaluate, scope
from audit.compliance.base_image import lifecycle
from audit.compliance.case.case import Case, Conditions
from audit.compliance.exceptions import waive
from audit.compliance.scoring import score
from audit.migration import migration_draft
from audit.model.component import Component, Key
from audit.model.deployment import Deployment
from audit.model.finding import Finding
from audit.model.place import Place
from audit.model.runtime import Runtime
from audit.model.scoreboard import Standing
from audit.policy.judgement import Judgement
from audit.policy.policy import Policy
from audit.priorities import move_facts, ranking
from audit.priorities.move_facts import RankingTables
from audit.vulnerabilities.report_files.report_index import NOT_ASKED, ReportIndex


@dataclass(frozen=True, slots=True)
class JudgingContext:
    """Hold what every component of a run is judged by: policy, conditions, number of dependents, scanners' reports."""

    policy: Policy
    conditions: Conditions
    dependents: Mapping[Key, int]
    reports: ReportIndex = NOT_ASKED


@dataclass(frozen=True, slots=True)
class JudgedComponent:
    """Hold a component as the rules looked at it, and their findings with the waivers applied."""

    case: Case
    deployment: Deployment
    findings: tuple[Finding, ...]


def judge(
    component: Component, place: Place, committed: str, deployment: Deployment, context: JudgingContext
) -> JudgedComponent:
    """Judge one component by every rule, as of the run's day and its commit's (ISO; empty before it is committed)."""
    policy = context.policy
    day = date.fromisoformat(committed[:10]) if committed else None
    unscanned = context.conditions.case(component, place, deployment, day)
    case = replace(unscanned, scan=component_scan.of(unscanned, deployment, context.reports, policy.scanning))
    own = waive.inline(case.dockerfile, place) if policy.organization.inline_waivers else ()
    judged = evaluate.findings(case, policy.judgement.score)
    signed = waive.waive(judged, case.dockerfile, place, (*policy.waivers, *own), case.when)
    return JudgedComponent(case, deployment, signed)


def of(judged: JudgedComponent, place: Place, context: JudgingContext) -> Standing:
    """Return the row of a judged component, unranked."""
    policy = context.policy
    row = weighed(_unweighed(judged, place, policy), policy.judgement)
    row = replace(row, dependents=context.dependents.get(row.key, 0))
    return assessed(row, judged.case, RankingTables(policy.priorities, policy.signals.needs))


def assessed(row: Standing, case: Case, tables: RankingTables) -> Standing:
    """Return the row with all that the rule book of priorities says of it, and the draft on its target."""
    facts = move_facts.gather(case, row.deployment, row.findings, row.runtime, tables)
    draft = migration_draft.draft(case.component, row.runtime.tier, facts.target.image)
    return ranking.applied(replace(row, instead=draft), ranking.assess(facts), tables.book)


def _unweighed(judged: JudgedComponent, place: Place, policy: Policy) -> Standing:
    """Return the row without what is drawn from the findings."""
    component = judged.case.component
    in_scope, scope_reason = scope.find(component, judged.deployment, policy.judgement.scope.deployments)
    return Standing(
        rank=0,
        priority="",
        place=place,
        component=component,
        in_scope=in_scope,
        scope_reason=scope_reason,
        deployment=judged.deployment,
        scan=judged.case.scan,
        runtime=runtime(judged.case),
        multi_stage=component.dockerfile.is_multi_stage,
        findings=judged.findings,
        score=None,
        grade="",
        coverage=1.0,
        blockers=(),
        next_step="",
        reason="",
    )


def runtime(case: Case) -> Runtime:
    """Return what is known of the image at the bottom, under the name that the Dockerfile itself gives its base."""
    base = case.foundation(case.dockerfile.final_stage)
    found = lifecycle.runtime(base.image, case.lifecycle, case.when)
    return replace(found, image=case.dockerfile.root(case.dockerfile.final).image)


def weighed(standing: Standing, numbers: Judgement) -> Standing:
    """Return the row with score, grade and coverage from its findings."""
    points, coverage = score.score(standing.findings, numbers.score)
    return replace(standing, score=points, grade=score.grade(points, numbers.score), coverage=coverage)
