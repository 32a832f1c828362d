"""Audit past commits: one run a day of the past, judged by today's rules as of that day."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Literal

from audit import facts
from audit.history.records import run_summary
from audit.model.component import Facts
from audit.model.evidence import Skipped
from audit.model.history.past_run import PastRun
from audit.model.repository import Repository
from audit.model.scoreboard import Run
from audit.policy.policy import Policy
from audit.scoreboard import duplicates
from audit.scoreboard.gathered import Gathered
from audit.scoreboard.join import join
from audit.scoreboard.judge import judge
from audit.sources import past_commits
from audit.sources.past_commits import PastCommits
from audit.sources.repository.snapshot_reader import SnapshotReader
from audit.survey import SurveyContext

Step = Literal["week", "month", "quarter", "year"]
_MONTHS: dict[Step, int] = {"month": 1, "quarter": 3, "year": 12}
_BATCH = 6  # days whose facts are in memory at the same time


@dataclass(frozen=True, slots=True)
class ReadFacts:
    """Hold the facts of one repository on some days by (branch, commit), and what was skipped."""

    facts: dict[tuple[str, str], Facts]
    skipped: tuple[Skipped, ...]


Plan = dict[str, PastCommits]  # by the name of the repository


def days(since: date, until: date, step: Step) -> Iterator[date]:
    """Yield the days from `since` to `until`; the last day of a month that is too short."""
    if step == "week":
        yield from (since + timedelta(weeks=count) for count in range((until - since).days // 7 + 1))
        return
    count = 0
    while (day := _after(since, count)) <= until:
        yield day
        count += _MONTHS[step]


def _after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def runs(
    repositories: Sequence[Repository],
    wanted: Sequence[date],
    policy: Policy,
    context: SurveyContext,
    executor: Executor,
    run: Run,
) -> Iterator[PastRun]:
    """Yield the run of each day, the oldest first; a day on which no repository had a commit is left out."""
    found = executor.map(partial(past_commits.find, days=wanted, limits=context.limits), repositories)
    plan = {repository.name: commits for repository, commits in zip(repositories, found, strict=True)}
    for batch in (wanted[index : index + _BATCH] for index in range(0, len(wanted), _BATCH)):
        facts_read = executor.map(partial(_read, plan=plan, batch=batch, context=context), repositories)
        known = dict(zip((repository.name for repository in repositories), facts_read, strict=True))
        for day in batch:
            gathered = _gathered(repositories, day, plan, known)
            if gathered.facts:
                counted = duplicates.counted_once(gathered, policy.organization.repositories)
                board = judge(join(counted, policy), policy, replace(run, date=day.isoformat()))
                yield run_summary.summarize(board, backfilled=True)


def _read(repository: Repository, plan: Plan, batch: Sequence[date], context: SurveyContext) -> ReadFacts:
    """Return the facts of one repository on some days, from the cache or read; a commit of several days once."""
    pairs = {pair for day, commits in plan[repository.name].commits if day in batch for pair in commits}
    known = {(facts.branch, facts.commit): facts for facts in context.store.load(repository, sorted(pairs))}
    absent = tuple(sorted(pairs - known.keys()))
    if not absent:
        return ReadFacts(known, ())
    read = past_commits.visit(repository, absent, context.limits, partial(_gather, repository, context))
    if isinstance(read, Skipped):
        return ReadFacts(known, (read,))
    return ReadFacts(known | {(facts.branch, facts.commit): facts for facts in read}, ())


def _gather(repository: Repository, context: SurveyContext, reader: SnapshotReader) -> tuple[Facts, ...]:
    found, _ = facts.gather(reader, context.signals, deploys=repository.deploys)
    if reader.complete:
        context.store.save(found)
    return found


def _gathered(repositories: Sequence[Repository], day: date, plan: Plan, known: dict[str, ReadFacts]) -> Gathered:
    """Return the facts of a day; a repository without a commit by then is left out."""
    found: list[Facts] = []
    skipped: list[Skipped] = []
    for repository in repositories:
        planned, read = plan[repository.name], known[repository.name]
        commits = dict(planned.commits).get(day, ())
        found += (read.facts[pair] for pair in commits if pair in read.facts)
        skipped += (*planned.skipped, *(read.skipped if commits else ()))
    names = {one.repository for one in found} | {item.repository for item in skipped}
    present = tuple(repository for repository in repositories if repository.name in names)
    return Gathered(present, tuple(found), tuple(skipped))
