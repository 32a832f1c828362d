"""Run the audit: repositories -> facts of each, in parallel -> one judgement over all -> Scoreboard."""

import traceback
from collections.abc import Callable
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from audit import facts
from audit.facts import Surveyed
from audit.model.component import Facts
from audit.model.evidence import Skipped
from audit.model.repository import Repository
from audit.model.scoreboard import Run, Scoreboard
from audit.policy.policy import Policy
from audit.policy.signals import Signals
from audit.process import interruptible
from audit.scoreboard import duplicates, judged_in_time
from audit.scoreboard.gathered import Gathered
from audit.scoreboard.join import join, tags
from audit.sources import crawl
from audit.sources.cache.facts_cache import FactsCache
from audit.sources.git import Deadline
from audit.sources.repository.location import Commits, Limits
from audit.sources.repository.snapshot_reader import SnapshotReader
from audit.time_limit import limited
from audit.vulnerabilities.report_files.report_index import NONE, ReportIndex


@dataclass(frozen=True, slots=True)
class Survey:
    """Hold one repository's facts by branch, the branches whose facts an earlier run read, and what was skipped."""

    facts: tuple[Facts, ...]
    unchanged: frozenset[str]
    skipped: tuple[Skipped, ...]
    seconds: float = 0.0


def _no_clock() -> float:
    """Return 0: a survey without a clock takes no seconds."""
    return 0.0


@dataclass(frozen=True, slots=True)
class SurveyContext:
    """Hold what a survey works with: the signals, the limits of crawling, the facts of earlier runs, a clock (s)."""

    signals: Signals
    limits: Limits
    store: FactsCache
    clock: Callable[[], float] = _no_clock


Progress = Callable[[Repository, Survey], None]
PhaseListener = Callable[[str], None]


def run(  # noqa: PLR0913, PLR0917 - the last two have defaults
    repositories: tuple[Repository, ...],
    policy: Policy,
    what: Run,
    context: SurveyContext,
    executor: Executor,
    progress: Progress,
    begins: PhaseListener = lambda _: None,
    reports: ReportIndex = NONE,
) -> Scoreboard:
    """Survey the repositories, drop duplicates, join images to manifests, survey the deployed tags, then judge.

    `begins` is called with each phase's name; `reports` are those of scanners.
    """
    begins("survey")
    gathered = gather(repositories, context, executor, progress)
    counted = duplicates.counted_once(gathered, policy.organization.repositories)
    begins("survey-tags")  # a missing tag is no fault
    tagged = gather(tags(join(counted, policy), policy), context, executor, lambda *_: None)
    begins("judge")
    return judged_in_time.judge_in_time(counted, policy, what, (tagged, reports), context.limits.seconds, context.clock)


def gather(
    repositories: tuple[Repository, ...], context: SurveyContext, executor: Executor, progress: Progress
) -> Gathered:
    """Survey the repositories in parallel; return the facts in the order of the repositories."""
    results: dict[str, Survey] = {}
    with interruptible(executor):
        tasks = {
            executor.submit(partial(survey, context=context), repository): repository for repository in repositories
        }
        for task in as_completed(tasks):
            results[tasks[task].name] = task.result()
            progress(tasks[task], results[tasks[task].name])
    context.store.shrink()
    ordered = [results[repository.name] for repository in repositories]
    return Gathered(
        repositories,
        tuple(facts for survey in ordered for facts in survey.facts),
        tuple(skipped for survey in ordered for skipped in survey.skipped),
        frozenset((one.name, branch) for one in repositories for branch in results[one.name].unchanged),
        {name: survey.seconds for name, survey in results.items()},
    )


def survey(repository: Repository, context: SurveyContext) -> Survey:
    """Return the facts of one repository's branches: the unit of work, from a description to picklable values."""
    start = context.clock()
    return replace(_guarded(repository, context), seconds=context.clock() - start)


def _guarded(repository: Repository, context: SurveyContext) -> Survey:
    """Survey; after an internal error this repository alone is `failed` in the ledger, and the batch goes on."""
    try:
        return _surveyed(repository, context)
    except Exception as error:  # noqa: BLE001 - any error of one repository leaves the others alone
        where = traceback.extract_tb(error.__traceback__)[-1]
        reason = f"internal error: {type(error).__name__} in {Path(where.filename).name}:{where.lineno}: {error}"
        return Survey((), frozenset(), (Skipped(repository.name, "", "", reason[:300], failed=True),))


def _surveyed(repository: Repository, context: SurveyContext) -> Survey:
    """Look up the branches' commits, recall the facts known of them, and read the other commits."""
    deadline = context.limits.begin()
    heads = crawl.resolve(repository, context.limits, deadline)
    if isinstance(heads, Skipped):
        return Survey((), frozenset(), (heads,))
    known = {facts.branch: facts for facts in context.store.load(repository, heads.commits)}
    changed = tuple((branch, commit) for branch, commit in heads.commits if branch not in known)
    fresh, missed = _read(repository, changed, context, deadline) if changed else ((), ())
    found = known | {facts.branch: facts for facts in fresh}
    ordered = tuple(found[branch] for branch, _ in heads.commits if branch in found)
    return Survey(ordered, frozenset(known), (*heads.skipped, *missed))


def _read(repository: Repository, commits: Commits, context: SurveyContext, deadline: Deadline) -> Surveyed:
    """Open the repository and read the commits; where it cannot be opened, every one of the branches is skipped."""
    read = crawl.visit(repository, commits, context.limits, deadline, partial(_gathered, repository, context, deadline))
    if isinstance(read, Skipped):
        return (), tuple(replace(read, branch=branch) for branch, _ in commits)
    return read


def _gathered(repository: Repository, context: SurveyContext, deadline: Deadline, opened: SnapshotReader) -> Surveyed:
    """Gather the facts, and keep them for the next run unless the server lacked an object that it may have then."""
    with limited(deadline.left):
        found, skipped = facts.gather(opened, context.signals, deploys=repository.deploys)
    if opened.complete:
        context.store.save(found)
    return found, skipped
