"""The judgement pass: all facts of all repositories into one Scoreboard. No IO, no clock; a second's work."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from audit.compliance import (
    assess,
    catalogue,
    effort,
    ledger,
    lifecycle,
    method,
    notices,
    rank,
    scope,
    score,
    summary,
    waive,
)
from audit.compliance.rule import Case
from audit.model.component import Component, Facts
from audit.model.evidence import Skipped
from audit.model.repository import Repository
from audit.model.scoreboard import Place, RuleText, Run, Scoreboard, Standing
from audit.policy.policy import Policy


@dataclass(frozen=True, slots=True)
class Gathered:
    """Hold what the first phase brought: the repositories asked for, their facts, and what was skipped whole."""

    repositories: tuple[Repository, ...]
    facts: tuple[Facts, ...]
    skipped: tuple[Skipped, ...]


def judge(gathered: Gathered, policy: Policy, run: Run) -> Scoreboard:
    """Judge, rank and sum up."""
    when = date.fromisoformat(run.date)
    known = {each.name: each for each in gathered.repositories}
    standings = rank.ranked(
        standing(component, _place(facts, component, known), policy, (when, _day(facts.committed, when)))
        for facts in gathered.facts
        for component in facts.components
    )
    numbers = policy.judgement.score
    rules = tuple(_texts(policy))
    skipped = _skipped(gathered)
    return Scoreboard(
        run=run,
        total=summary.of(policy.organization.name, standings, numbers),
        groups=summary.by(lambda each: each.place.working_group, standings, numbers),
        repositories=summary.by(lambda each: each.place.repository, standings, numbers),
        standings=standings,
        rules=rules,
        tallies=summary.tallies(rules, standings),
        ledger=ledger.lines(gathered.repositories, gathered.facts, skipped, standings, numbers),
        skipped=skipped,
        waivers=tuple(waive.states(policy.waivers, standings, when, own=policy.organization.inline_waivers)),
        notices=tuple(notices.sentences(policy, when)),
        inactive=ledger.inactive(each for each in policy.organization.repositories if each.name not in known),
        method=method.sentences(policy),
    )


def _day(committed: str, when: date) -> date:
    """Return a commit's day; what is not committed yet counts as of the run's day."""
    return date.fromisoformat(committed[:10]) if committed else when


def standing(component: Component, place: Place, policy: Policy, days: tuple[date, date]) -> Standing:
    """Judge one component, as of the run's and the commit's day: everything of its row but the rank."""
    when, committed = days
    case = Case(component, policy.lifecycle, policy.profile, when, committed)
    judged = assess.findings(case, policy.judgement.score)
    own = waive.inline(component.dockerfile, place) if policy.organization.inline_waivers else ()
    found = waive.waive(judged, component.dockerfile, place, (*policy.waivers, *own), when)
    points, coverage = score.score(found, policy.judgement.score)
    inside, why = scope.find(component)
    blockers = effort.blockers(case, found, policy.judgement.effort)
    dockerfile = component.dockerfile
    runtime = lifecycle.runtime(dockerfile.root(dockerfile.final).image, policy.lifecycle, when)
    shares = rank.shares(points, component, runtime, policy.judgement.impact)
    row = Standing(
        rank=0,
        priority="",
        place=place,
        component=component,
        in_scope=inside,
        scope_reason=why,
        runtime=runtime,
        multi_stage=dockerfile.is_multi_stage,
        findings=found,
        score=points,
        grade=score.grade(points, policy.judgement.score),
        coverage=coverage,
        impact=rank.impact(shares),
        effort=effort.size(blockers, policy.judgement.effort),
        blockers=blockers,
        next_step=rank.next_step(found, blockers),
        reason="",
    )
    row = replace(row, priority=rank.priority(row, policy.judgement.high_impact_from))
    return replace(row, reason=rank.reason(row, shares))


def _place(facts: Facts, component: Component, known: dict[str, Repository]) -> Place:
    repository = known[facts.repository]
    web = f"{repository.web}/blob/{facts.commit}/{component.dockerfile.path}" if repository.web else ""
    return Place(facts.repository, facts.branch, facts.commit, repository.working_group, web)


def _texts(policy: Policy) -> Iterable[RuleText]:
    for rule in catalogue.every():
        severity = policy.profile.rules.get(rule.code, "info")
        yield RuleText(
            code=rule.code,
            slug=rule.slug,
            title=rule.title,
            why=rule.why,
            guideline=rule.guideline,
            severity=severity,
            weight=policy.judgement.score.weights[severity],
        )


def _skipped(gathered: Gathered) -> tuple[Skipped, ...]:
    everything: Sequence[Skipped] = [*gathered.skipped, *(each for facts in gathered.facts for each in facts.skipped)]
    return tuple(sorted(everything, key=lambda each: (each.repository, each.branch, each.path)))
