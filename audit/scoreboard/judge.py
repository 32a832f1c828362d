"""Judge the facts of all repositories into one Scoreboard; no IO, no clock."""

from collections.abc import Iterable, Iterator
from datetime import date

from audit import time_limit
from audit.compliance import catalogue
from audit.compliance.case.case import Conditions
from audit.compliance.exceptions import override, waive
from audit.compliance.scoring import summary
from audit.components import graph
from audit.components.deployment import third_party_images
from audit.model.component import Component, Facts, OtherBuild
from audit.model.evidence import Skipped
from audit.model.finding import RuleText, WaiverState
from audit.model.override import OverrideState
from audit.model.place import Place
from audit.model.repository import Repository
from audit.model.scoreboard import Run, Scoreboard, Standing, ours
from audit.model.summary import RowOrigin
from audit.policy.policy import Policy
from audit.priorities import order, ranking
from audit.scoreboard import deployed_tags, ledger, method, notices, row, scan_totals
from audit.scoreboard.gathered import NOTHING_GATHERED, Gathered
from audit.scoreboard.join import Joined
from audit.scoreboard.row import JudgingContext
from audit.vulnerabilities.report_files.report_index import NOT_ASKED, ReportIndex


def judge(
    joined: Joined, policy: Policy, run: Run, tagged: Gathered = NOTHING_GATHERED, reports: ReportIndex = NOT_ASKED
) -> Scoreboard:
    """Judge, rank and sum up; `tagged` are the facts at the deployed tags, `reports` those of scanners."""
    gathered, when = joined.gathered, date.fromisoformat(run.date)
    standings = _standings(joined, policy, run, tagged, reports)
    own = ours(standings)
    numbers, rules, skipped = policy.judgement.score, tuple(_texts(policy)), _skipped(gathered)
    lines, overrides = ledger.lines(gathered, skipped, standings, numbers), _overrides(joined, policy, skipped)
    return Scoreboard(
        run=run,
        total=summary.of(policy.organization.name, own, numbers),
        groups=summary.by(lambda standing: standing.place.working_group, own, numbers),
        repositories=summary.by(lambda standing: standing.place.repository, standings, numbers),
        standings=standings,
        rules=rules,
        tallies=summary.tallies(rules, own),
        ledger=lines,
        outcomes=ledger.count(lines),
        skipped=(*skipped, *deployed_tags.missed(standings, tagged.facts, tagged.skipped)),
        other_builds=_other_builds(gathered.facts),
        waivers=_waivers(policy, standings, when),
        overrides=overrides,
        notices=tuple(notices.sentences(policy, when, overrides, standings)),
        inactive=ledger.inactive(policy.organization.repositories, gathered),
        method=method.sentences(policy),
        foreign=third_party_images.find(joined.facts, policy.organization.built_elsewhere),
        scans=scan_totals.of(standings, reports, policy),
    )


def _standings(
    joined: Joined, policy: Policy, run: Run, tagged: Gathered, reports: ReportIndex
) -> tuple[Standing, ...]:
    """Judge and rank all rows: the organisation's own ones by its own image graph, then those of upstream projects."""
    own = _context(joined.ours, policy, run, reports)
    context = _context(joined.facts, policy, run, reports) if joined.upstream else own
    known = {repository.name: repository for repository in joined.gathered.repositories}
    rows = []
    for facts, component, deployment in joined.components():
        used = context if facts.repository in joined.upstream else own
        place = _place(facts, component, known[facts.repository])
        with time_limit.working_on(facts.repository):
            rows.append(row.of(row.judge(component, place, facts.committed, deployment, used), place, used))
    first, last = ours(rows), (standing for standing in rows if standing.place.origin == "upstream")
    compared = (
        *deployed_tags.compare(first, tagged.facts, joined.manifests, own),
        *deployed_tags.compare(last, tagged.facts, joined.all_manifests, context),
    )
    return order.ranked(map(ranking.waiting, compared))


def _context(facts: tuple[Facts, ...], policy: Policy, run: Run, reports: ReportIndex) -> JudgingContext:
    images = graph.build(facts)
    when = date.fromisoformat(run.date)
    conditions = Conditions(policy.lifecycle, policy.profile, when, images, reports.state)
    return JudgingContext(policy, conditions, graph.dependents(facts, images), reports)


def _place(facts: Facts, component: Component, repository: Repository) -> Place:
    web = f"{repository.web}/blob/{facts.commit}/{component.dockerfile.path}" if repository.web else ""
    origin: RowOrigin = "upstream" if repository.upstream else "ours"
    group, project = repository.working_group, repository.project
    return Place(facts.repository, facts.branch, facts.commit, group, web, project, origin)


def _texts(policy: Policy) -> Iterator[RuleText]:
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


def _waivers(policy: Policy, standings: tuple[Standing, ...], when: date) -> tuple[WaiverState, ...]:
    return tuple(
        waive.states(policy.waivers, standings, when, catalogue.codes(), own=policy.organization.inline_waivers)
    )


def _overrides(joined: Joined, policy: Policy, skipped: tuple[Skipped, ...]) -> tuple[OverrideState, ...]:
    found = joined.gathered
    listed = (*found.repositories, *policy.organization.repositories)
    return tuple(override.states(policy.overrides, found.facts, skipped, listed, joined.manifests))


def _other_builds(facts: Iterable[Facts]) -> tuple[OtherBuild, ...]:
    builds = (build for found in facts for build in found.other_builds)
    return tuple(sorted(builds, key=lambda build: (build.repository, build.branch, build.tool, build.image)))


def _skipped(gathered: Gathered) -> tuple[Skipped, ...]:
    missed = (*gathered.skipped, *(skipped for facts in gathered.facts for skipped in facts.skipped))
    return tuple(sorted(missed, key=lambda skipped: (skipped.repository, skipped.branch, skipped.path)))
