"""Past commits are audited now, by today's rules as of their day: one point after the other onto the record."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
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
from audit.pipeline import SurveyContext
from audit.policy.policy import Policy
from audit.scoreboard import duplicates
from audit.scoreboard.gathered import Gathered
from audit.scoreboard.join import join
from audit.scoreboard.judge import judge
from audit.sources import past_commits
from audit.sources.past_commits import PastCommits
from audit.sources.repository.location import Commits
from audit.sources.repository.snapshot_reader import SnapshotReader

Step = Literal["week", "month", "quarter", "year"]
_MONTHS: dict[Step, int] = {"month": 1, "quarter": 3, "year": 12}
AT_ONCE = 6  # points whose facts are in memory at the same time


@dataclass(frozen=True, slots=True)
class Looked:
    """Hold what became of one repository at some points: facts by (branch, commit), and what could not be looked at."""

    facts: dict[tuple[str, str], Facts]
    skipped: tuple[Skipped, ...]


Points = dict[str, PastCommits]


def days(since: date, until: date, every: Step) -> Iterator[date]:
    """Yield the days from `since` on, none after `until`; the last of a month where it has no such day."""
    if every == "week":
        yield from (since + timedelta(weeks=count) for count in range((until - since).days // 7 + 1))
        return
    count = 0
    while (day := _after(since, count)) <= until:
        yield day
        count += _MONTHS[every]


def _after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def plan(repositories: Sequence[Repository], asked: Sequence[date], means: SurveyContext, executor: Executor) -> Points:
    """Find the commits of every repository on every day, in parallel."""
    found = executor.map(partial(past_commits.find, days=asked, limits=means.limits), repositories)
    return {each.name: one for each, one in zip(repositories, found, strict=True)}


def points(
    repositories: Sequence[Repository],
    asked: Sequence[date],
    policy: Policy,
    means: SurveyContext,
    executor: Executor,
    run: Run,
) -> Iterator[PastRun]:
    """Yield each day's run, the oldest first; a day on which none of the repositories had a commit is left out."""
    planned = plan(repositories, asked, means, executor)
    for some in _some(asked):
        looked = executor.map(partial(_look, planned=planned, some=some, means=means), repositories)
        known = dict(zip((each.name for each in repositories), looked, strict=True))
        for day in some:
            gathered = _gathered(repositories, day, planned, known)
            if gathered.facts:
                what = replace(run, date=day.isoformat())
                once = duplicates.counted_once(gathered, policy.organization.repositories)
                board = judge(join(once, policy), policy, what)
                yield run_summary.of(board, backfilled=True)


def _some(asked: Sequence[date]) -> Iterator[tuple[date, ...]]:
    yield from (tuple(asked[index : index + AT_ONCE]) for index in range(0, len(asked), AT_ONCE))


def _look(repository: Repository, planned: Points, some: Iterable[date], means: SurveyContext) -> Looked:
    """Recall or read the facts of one repository at some points; a commit that several points have is read once."""
    asked = set(some)
    commits = tuple(sorted({two for day, both in planned[repository.name].commits if day in asked for two in both}))
    known = {(each.branch, each.commit): each for each in means.store.load(repository, commits)}
    absent = tuple(each for each in commits if each not in known)
    if not absent:
        return Looked(known, ())
    read = past_commits.visit(repository, absent, means.limits, partial(_gather, repository, means))
    if isinstance(read, Skipped):
        return Looked(known, (read,))
    return Looked(known | {(each.branch, each.commit): each for each in read}, ())


def _gather(repository: Repository, means: SurveyContext, opened: SnapshotReader) -> tuple[Facts, ...]:
    found, _ = facts.gather(opened, means.signals, deploys=repository.deploys)
    if opened.complete:
        means.store.save(found)
    return found


def _gathered(repositories: Sequence[Repository], day: date, planned: Points, known: dict[str, Looked]) -> Gathered:
    """Return what is known of a day; a repository that was not there yet is no part of it."""
    commits: dict[str, Commits] = {name: dict(each.commits).get(day, ()) for name, each in planned.items()}
    found = tuple(
        known[each.name].facts[two]
        for each in repositories
        for two in commits[each.name]
        if two in known[each.name].facts
    )
    skipped = tuple(
        one
        for each in repositories
        for one in (*planned[each.name].skipped, *(known[each.name].skipped if commits[each.name] else ()))
    )
    there = {each.repository for each in found} | {each.repository for each in skipped}
    return Gathered(tuple(each for each in repositories if each.name in there), found, skipped)
