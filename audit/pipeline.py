"""The straight line: repositories -> facts of each, in parallel -> one judgement over all -> Scoreboard."""

import traceback
from collections.abc import Callable
from concurrent.futures import Executor, as_completed
from functools import partial
from pathlib import Path

from audit import facts
from audit.compliance import twins
from audit.compliance.judge import Gathered, deployed_tags, judge
from audit.facts import Surveyed
from audit.model.evidence import Skipped
from audit.model.repository import Repository
from audit.model.scoreboard import Run, Scoreboard
from audit.policy.policy import Policy
from audit.policy.signals import Signals
from audit.sources import crawl
from audit.sources.crawl import Limits

Progress = Callable[[Repository, Surveyed], None]


def run(
    repositories: tuple[Repository, ...],
    policy: Policy,
    what: Run,
    limits: Limits,
    executor: Executor,
    progress: Progress,
) -> Scoreboard:
    """Survey the repositories, count what came twice once, survey the tags that are deployed, then judge it all."""
    came = gather(repositories, policy.signals, limits, executor, progress)
    heads = twins.counted_once(came, policy.organization.repositories)
    tagged = gather(deployed_tags(heads, policy, what), policy.signals, limits, executor, _silent)
    return judge(heads, policy, what, tagged.facts)


def _silent(repository: Repository, surveyed: Surveyed) -> None:
    """Say nothing of a tag: one that is not there is no fault of the repository's."""


def gather(
    repositories: tuple[Repository, ...],
    signals: Signals,
    limits: Limits,
    executor: Executor,
    progress: Progress,
) -> Gathered:
    """Survey the repositories in parallel; the order of what comes back does not matter."""
    work = partial(survey, signals=signals, limits=limits)
    tasks = {executor.submit(work, repository): repository for repository in repositories}
    results: dict[str, Surveyed] = {}
    for task in as_completed(tasks):
        results[tasks[task].name] = task.result()
        progress(tasks[task], results[tasks[task].name])
    ordered = [results[repository.name] for repository in repositories]
    return Gathered(
        repositories,
        tuple(each for found, _ in ordered for each in found),
        tuple(skipped for _, missed in ordered for skipped in missed),
    )


def survey(repository: Repository, signals: Signals, limits: Limits) -> Surveyed:
    """Return the facts of one repository's branches: the unit of work, from a description to picklable values.

    A fault of the program's own costs this repository and never the batch; the ledger says `failed` and why.
    """
    try:
        found = crawl.visit(repository, limits, partial(facts.gather, signals=signals, deploys=repository.deploys))
    except Exception as error:  # noqa: BLE001 - whatever it is, the other repositories go on
        where = traceback.extract_tb(error.__traceback__)[-1]
        said = f"internal error: {type(error).__name__} in {Path(where.filename).name}:{where.lineno}: {error}"
        return (), (Skipped(repository.name, "", "", said[:300], failed=True),)
    return ((), (found,)) if isinstance(found, Skipped) else found
