"""The judgement pass: all facts of all repositories into one Scoreboard. No IO, no clock; a second's work."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from audit.compliance import catalogue, scope
from audit.compliance.exceptions import override, waive
from audit.compliance.scoring import summary
from audit.components import graph
from audit.components.deployment import resolve, third_party_images
from audit.components.deployment.resolve import Manifests
from audit.model.component import Component, Facts, OtherBuild
from audit.model.deployment import Deployment
from audit.model.evidence import Skipped
from audit.model.finding import RuleText
from audit.model.repository import Repository
from audit.model.scoreboard import Place, Run, Scoreboard, Standing
from audit.policy.policy import Policy
from audit.priorities import rank
from audit.scoreboard import deployed_tags as released
from audit.scoreboard import ledger, method, notices, row, scan_totals
from audit.scoreboard.row import Bench
from audit.vulnerabilities.report_files.report_index import NOT_ASKED, ReportIndex


@dataclass(frozen=True, slots=True)
class Gathered:
    """Hold what the first phase brought: the repositories asked for, their facts, and what was skipped whole.

    `unchanged` names the (repository, branch) whose facts are those of an earlier run.
    """

    repositories: tuple[Repository, ...]
    facts: tuple[Facts, ...]
    skipped: tuple[Skipped, ...]
    unchanged: frozenset[tuple[str, str]] = frozenset()


NOTHING = Gathered((), (), ())


def deployed_tags(gathered: Gathered, policy: Policy) -> tuple[Repository, ...]:
    """Return the repositories with the tags under which their images are deployed, to be surveyed next."""
    answered = _answered(gathered, policy)
    return released.wanted(_deployments(answered, policy), gathered.repositories)


def judge(
    gathered: Gathered, policy: Policy, run: Run, tagged: Gathered = NOTHING, reports: ReportIndex = NOT_ASKED
) -> Scoreboard:
    """Judge, rank and sum up; `tagged` is what came of the tags that are deployed, `reports` has scanners' reports."""
    when = date.fromisoformat(run.date)
    known = {each.name: each for each in gathered.repositories}
    answered = _answered(gathered, policy)
    bench = replace(_bench(answered, policy, run), reports=reports)
    standings = released.compare(rank.ranked(_standings(answered, bench)), tagged.facts, bench)
    numbers = policy.judgement.score
    rules = tuple(_texts(policy))
    skipped = _skipped(gathered)
    lines = ledger.lines(gathered.repositories, gathered.facts, skipped, standings, numbers, gathered.unchanged)
    listed = (*gathered.repositories, *policy.organization.repositories)
    overrides = tuple(override.states(policy.overrides, gathered.facts, skipped, listed, bench.manifests))
    return Scoreboard(
        run=run,
        total=summary.of(policy.organization.name, standings, numbers),
        groups=summary.by(lambda each: each.place.working_group, standings, numbers),
        repositories=summary.by(lambda each: each.place.repository, standings, numbers),
        standings=standings,
        rules=rules,
        tallies=summary.tallies(rules, standings),
        ledger=lines,
        outcomes=ledger.count(lines),
        skipped=(*skipped, *released.missed(standings, tagged.facts, tagged.skipped)),
        other_builds=_other_builds(gathered.facts),
        waivers=tuple(waive.states(policy.waivers, standings, when, own=policy.organization.inline_waivers)),
        overrides=overrides,
        notices=tuple(notices.sentences(policy, when, overrides)),
        inactive=ledger.inactive(each for each in policy.organization.repositories if each.name not in known),
        method=method.sentences(policy),
        foreign=third_party_images.find(answered.facts),
        scans=scan_totals.of(standings, reports, policy),
    )


def _answered(gathered: Gathered, policy: Policy) -> Gathered:
    """Let the overrides answer before anything is concluded."""
    return replace(gathered, facts=override.apply(gathered.facts, policy.overrides))


def _bench(gathered: Gathered, policy: Policy, run: Run) -> Bench:
    images = graph.build(gathered.facts)
    dependents = graph.dependents(gathered.facts, images)
    return Bench(policy, date.fromisoformat(run.date), images, dependents, _manifests(gathered, policy))


def _standings(gathered: Gathered, bench: Bench) -> Iterator[Standing]:
    known = {each.name: each for each in gathered.repositories}
    for facts in gathered.facts:
        for component in facts.components:
            yield row.of(component, _place(facts, component, known), facts.committed, bench)


def _deployments(gathered: Gathered, policy: Policy) -> Iterator[tuple[str, Deployment]]:
    """Yield how each component in scope is deployed, with the repository's name; nothing is judged for that."""
    manifests, counted = _manifests(gathered, policy), policy.judgement.scope.deployments
    for facts in gathered.facts:
        for component in facts.components:
            found = resolve.deployment(component, (facts.repository, facts.branch), manifests)
            if scope.find(component, found, counted)[0]:
                yield facts.repository, found


def _manifests(gathered: Gathered, policy: Policy) -> Manifests:
    expected = any(each.deploys for each in gathered.repositories)
    return resolve.gather(gathered.facts, policy.signals.manifests.choices, expected=expected)


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
            needs_input=rule.needs_input,
        )


def _other_builds(facts: Iterable[Facts]) -> tuple[OtherBuild, ...]:
    everything = (build for each in facts for build in each.other_builds)
    return tuple(sorted(everything, key=lambda each: (each.repository, each.branch, each.tool, each.image)))


def _skipped(gathered: Gathered) -> tuple[Skipped, ...]:
    everything: Sequence[Skipped] = [*gathered.skipped, *(each for facts in gathered.facts for each in facts.skipped)]
    return tuple(sorted(everything, key=lambda each: (each.repository, each.branch, each.path)))
