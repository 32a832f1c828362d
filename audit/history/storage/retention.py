"""Old runs go, by policy: every night, then one a week, then one a month."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import delete, select

from audit.history.storage.database import Database
from audit.history.storage.tables import COMPONENT, JUDGED, RUN, SCAN
from audit.model.history.past_run import RunLine
from audit.policy.history import Thinning


def series(line: RunLine) -> tuple[str, str, tuple[str, ...]]:
    """Return what makes runs one series: organisation, profile, and the choice of repositories."""
    return line.run.organization, line.run.profile, line.run.only


def outlived(lines: Iterable[RunLine], policy: Thinning) -> tuple[int, ...]:
    """Return the numbers of the runs that the policy lets go, those that were recorded last staying."""
    ordered = sorted(lines, key=lambda each: (each.run.date, each.number))
    newest = {series(each): date.fromisoformat(each.run.date) for each in ordered}
    last = {(series(each), _span(each, newest[series(each)], policy)): each.number for each in ordered}
    staying = set(last.values())
    return tuple(sorted(each.number for each in ordered if each.number not in staying))


def _span(line: RunLine, newest: date, policy: Thinning) -> tuple[int, ...]:
    """Return the span of time of which one run stays: its own, its week, or its month."""
    when = date.fromisoformat(line.run.date)
    if newest - when < timedelta(days=policy.every_run_days):
        return (line.number,)
    if newest - when < timedelta(days=policy.weekly_days):
        year, week, _ = when.isocalendar()
        return year, week, 0
    return when.year, when.month, 0, 0


def drop(database: Database, numbers: Iterable[int]) -> None:
    """Take runs off the record, and the judgements and scans that no other run has."""
    gone = list(numbers)
    if gone:
        with database.writing() as connection:
            connection.execute(delete(RUN).where(RUN.c.number.in_(gone)))
            connection.execute(delete(JUDGED).where(JUDGED.c.digest.not_in(select(COMPONENT.c.judged))))
            named = select(COMPONENT.c.scan).where(COMPONENT.c.scan.is_not(None))  # none is in a set with NULL in it
            connection.execute(delete(SCAN).where(SCAN.c.digest.not_in(named)))
