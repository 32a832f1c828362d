"""The straight line: repositories -> facts of each, in parallel -> one judgement over all -> Scoreboard."""

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
from audit.scoreboard import duplicates
from audit.scoreboard.judge import Gathered, deployed_tags, judge
from audit.sources import crawl
from audit.sources.cache.facts_cache import FactsCache
from audit.sources.git import Deadline
from audit.sources.repository.location import Commits, Limits
from audit.sources.repository.snapshot_reader import SnapshotReader
from audit.vulnerabilities.report_files.report_index import NONE, ReportIndex


@dataclass(frozen=True, slots=True)
class Survey:
    """Hold what became of one repository: its branches' facts, which branches' are kept ones, and what was skipped."""

    facts: tuple[Facts, ...]
    unchanged: frozenset[str]
    skipped: tuple[Skipped, ...]
    seconds: float = 0.0


def _timeless() -> float:
    """Tell no time: who does not ask for seconds gets none."""
    return 0.0


@dataclass(frozen=True, slots=True)
class Means:
    """Hold what a survey works with: the signals, the limits of crawling, the facts of earlier runs, a clock (s)."""

    signals: Signals
    limits: Limits
    store: FactsCache
    clock: Callable[[], float] = _timeless


Progress = Callable[[Repository, Survey], None]
Begins = Callable[[str], None]


def _unheard(phase: str) -> None:
    """Take no notice of a phase that begins."""


def run(  # noqa: PLR0913, PLR0917 - the last one only listens
    repositories: tuple[Repository, ...],
    policy: Policy,
    what: Run,
    means: Means,
    executor: Executor,
    progress: Progress,
    begins: Begins = _unheard,
    reports: ReportIndex = NONE,
) -> Scoreboard:
    """Survey the repositories, count what came twice once, survey the tags that are deployed, then judge it all.

    `begins` hears of each phase; `reports` has the scanners' reports that were given.
    """
    begins("survey")
    came = gather(repositories, means, executor, progress)
    heads = duplicates.counted_once(came, policy.organization.repositories)
    begins("survey-tags")
    tagged = gather(deployed_tags(heads, policy), means, executor, _silent)
    begins("judge")
    return judge(heads, policy, what, tagged, reports)


def _silent(repository: Repository, survey: Survey) -> None:
    """Say nothing of a tag: one that is not there is no fault of the repository's."""


def gather(repositories: tuple[Repository, ...], means: Means, executor: Executor, progress: Progress) -> Gathered:
    """Survey the repositories in parallel; the order of what comes back does not matter."""
    results: dict[str, Survey] = {}
    with interruptible(executor):
        tasks = {executor.submit(partial(survey, means=means), repository): repository for repository in repositories}
        for task in as_completed(tasks):
            results[tasks[task].name] = task.result()
            progress(tasks[task], results[tasks[task].name])
    means.store.shrink()
    ordered = [results[repository.name] for repository in repositories]
    return Gathered(
        repositories,
        tuple(each for survey in ordered for each in survey.facts),
        tuple(skipped for survey in ordered for skipped in survey.skipped),
        frozenset((each.name, branch) for each in repositories for branch in results[each.name].unchanged),
    )


def survey(repository: Repository, means: Means) -> Survey:
    """Return the facts of one repository's branches: the unit of work, from a description to picklable values."""
    began = means.clock()
    return replace(_guarded(repository, means), seconds=means.clock() - began)


def _guarded(repository: Repository, means: Means) -> Survey:
    """Survey; a fault of the program's own costs this repository, never the batch, and the ledger says `failed`."""
    try:
        return _surveyed(repository, means)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other repositories go on
        where = traceback.extract_tb(error.__traceback__)[-1]
        said = f"internal error: {type(error).__name__} in {Path(where.filename).name}:{where.lineno}: {error}"
        return Survey((), frozenset(), (Skipped(repository.name, "", "", said[:300], failed=True),))


def _surveyed(repository: Repository, means: Means) -> Survey:
    """Ask what the branches point to, recall what is known of it, read the rest, and keep that for the next run."""
    deadline = means.limits.begin()
    heads = crawl.resolve(repository, means.limits, deadline)
    if isinstance(heads, Skipped):
        return Survey((), frozenset(), (heads,))
    known = {each.branch: each for each in means.store.load(repository, heads.commits)}
    changed = tuple((branch, commit) for branch, commit in heads.commits if branch not in known)
    fresh, missed = _read(repository, changed, means, deadline) if changed else ((), ())
    found = known | {each.branch: each for each in fresh}
    ordered = tuple(found[branch] for branch, _ in heads.commits if branch in found)
    return Survey(ordered, frozenset(known), (*heads.skipped, *missed))


def _read(repository: Repository, commits: Commits, means: Means, deadline: Deadline) -> Surveyed:
    """Open the repository and read the commits; one that cannot be opened costs each of these branches its line."""
    read = crawl.visit(repository, commits, means.limits, deadline, partial(_look, repository, means))
    if isinstance(read, Skipped):
        return (), tuple(replace(read, branch=branch) for branch, _ in commits)
    return read


def _look(repository: Repository, means: Means, opened: SnapshotReader) -> Surveyed:
    """Gather the facts, and keep them unless the server lacked something that it may have tomorrow."""
    found, skipped = facts.gather(opened, means.signals, deploys=repository.deploys)
    if opened.complete:
        means.store.save(found)
    return found, skipped
