"""Delete old runs by policy: keep every run, then one a week, then one a month."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import delete, select

from audit.history.storage.database import Database
from audit.history.storage.tables import COMPONENT, JUDGED, RUN, SCAN
from audit.model.history.past_run import PastRun, RunLine
from audit.policy.history import Thinning


def series(run: RunLine | PastRun) -> tuple[str, str, tuple[str, ...]]:
    """Return the series of a run: organisation, profile, and the choice of repositories."""
    return run.run.organization, run.run.profile, run.run.only


def expired(lines: Iterable[RunLine], policy: Thinning) -> tuple[int, ...]:
    """Return the numbers of the runs to delete; of a week or month the run recorded last is kept."""
    ordered = sorted(lines, key=lambda line: (line.run.date, line.number))
    newest = {series(line): date.fromisoformat(line.run.date) for line in ordered}
    last = {(series(line), _span(line, newest[series(line)], policy)): line.number for line in ordered}
    kept = set(last.values())
    return tuple(sorted(line.number for line in ordered if line.number not in kept))


def _span(line: RunLine, newest: date, policy: Thinning) -> tuple[int, ...]:
    """Return the span of which one run is kept: the run itself, its week, or its month."""
    when = date.fromisoformat(line.run.date)
    if newest - when < timedelta(days=policy.every_run_days):
        return (line.number,)
    if newest - when < timedelta(days=policy.weekly_days):
        year, week, _ = when.isocalendar()
        return year, week, 0
    return when.year, when.month, 0, 0


def delete_runs(database: Database, numbers: Iterable[int]) -> None:
    """Delete runs, and the judgements and scans that no other run has."""
    deleted = list(numbers)
    if deleted:
        with database.writing() as connection:
            connection.execute(delete(RUN).where(RUN.c.number.in_(deleted)))
            connection.execute(delete(JUDGED).where(JUDGED.c.digest.not_in(select(COMPONENT.c.judged))))
            named = select(COMPONENT.c.scan).where(
                COMPONENT.c.scan.is_not(None)
            )  # `NOT IN` a set with NULL is never true
            connection.execute(delete(SCAN).where(SCAN.c.digest.not_in(named)))
