"""The judgement pass: all facts of all repositories into one Scoreboard. No IO, no clock; a second's work."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from audit.compliance import catalogue, ledger, method, notices, override, rank, standing, summary, waive
from audit.compliance.standing import Bench
from audit.components import graph
from audit.model.component import Component, Facts, OtherBuild
from audit.model.evidence import Skipped
from audit.model.repository import Repository
from audit.model.scoreboard import Place, RuleText, Run, Scoreboard
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
    answered = override.apply(gathered.facts, policy.overrides)
    images = graph.build(answered)
    bench = Bench(policy, when, images, graph.dependents(answered, images))
    standings = rank.ranked(
        standing.of(component, _place(facts, component, known), facts.committed, bench)
        for facts in answered
        for component in facts.components
    )
    numbers = policy.judgement.score
    rules = tuple(_texts(policy))
    skipped = _skipped(gathered)
    listed = (*gathered.repositories, *policy.organization.repositories)
    overrides = tuple(override.states(policy.overrides, gathered.facts, skipped, listed))
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
        other_builds=_other_builds(gathered.facts),
        waivers=tuple(waive.states(policy.waivers, standings, when, own=policy.organization.inline_waivers)),
        overrides=overrides,
        notices=tuple(notices.sentences(policy, when, overrides)),
        inactive=ledger.inactive(each for each in policy.organization.repositories if each.name not in known),
        method=method.sentences(policy),
    )


def _place(facts: Facts, component: Component, known: dict[str, Repository]) -> Place:
    repository = known[facts.repository]
    web = f"{repository.web}/blob/{facts.commit}/{component.dockerfile.path}" if repository.web else ""
    return Place(facts.repository, facts.branch, facts.commit, repository.working_group, web, repository.project)


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


def _other_builds(facts: Iterable[Facts]) -> tuple[OtherBuild, ...]:
    everything = (build for each in facts for build in each.other_builds)
    return tuple(sorted(everything, key=lambda each: (each.repository, each.branch, each.tool, each.image)))


def _skipped(gathered: Gathered) -> tuple[Skipped, ...]:
    everything: Sequence[Skipped] = [*gathered.skipped, *(each for facts in gathered.facts for each in facts.skipped)]
    return tuple(sorted(everything, key=lambda each: (each.repository, each.branch, each.path)))
