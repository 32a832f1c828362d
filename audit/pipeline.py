"""Run the audit: repositories -> facts of each, in parallel -> one judgement over all -> Scoreboard."""

from collections.abc import Callable
from concurrent.futures import Executor, as_completed
from functools import partial

from audit.model.repository import Repository
from audit.model.scoreboard import Run, Scoreboard
from audit.policy.policy import Policy
from audit.process import interruptible
from audit.scoreboard import duplicates, judged_in_time
from audit.scoreboard.gathered import Gathered
from audit.scoreboard.join import join, tags
from audit.survey import Survey, SurveyContext, survey
from audit.vulnerabilities.report_files.report_index import NONE, ReportIndex

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
