"""Record a run: compare it with earlier runs, insert it, apply retention."""

from collections.abc import Iterator, Sequence

from audit.history.difference import difference
from audit.history.records import run_summary
from audit.history.storage import query
from audit.history.storage.database import Database, open_database
from audit.history.storage.insert import add_runs
from audit.history.storage.retention import delete_runs, expired, series
from audit.model.history.difference import HistoryExcerpt, Point, Since
from audit.model.history.past_run import PastRun, RunLine
from audit.model.scoreboard import Scoreboard
from audit.policy import history
from audit.policy.organization.organization import Release


def record(board: Scoreboard, place: str, releases: Sequence[Release]) -> HistoryExcerpt:
    """Record a run in the history at a place, delete old ones, and return the history up to this run."""
    past = run_summary.summarize(board)
    with open_database(place) as database:
        since = tuple(_since(database, past, releases))
        add_runs(database, [past])
        delete_runs(database, expired(query.run_lines(database), history.shipped()))
        earlier = [line for line in query.run_lines(database) if _is_before(line, past)]
    # of several runs of a day the last one
    scores = {line.run.date: line.total.score for line in earlier} | {past.run.date: past.total.score}
    return HistoryExcerpt(since, tuple(Point(day, score) for day, score in sorted(scores.items())))


def _since(database: Database, past: PastRun, releases: Sequence[Release]) -> Iterator[Since]:
    """Yield the difference to the run before, and to the last run up to the last release, unless that is the same."""
    # a run that could read nothing is useless for a comparison
    earlier = [line for line in query.run_lines(database) if _is_before(line, past) and line.outcomes.audited]
    if not earlier:
        return
    last = earlier[-1]
    yield Since(f"the run of {last.run.date}", difference.between(query.run(database, last.number), past))
    released = [release for release in releases if release.date.isoformat() <= past.run.date]
    release = max(released, key=lambda item: item.date, default=None)
    until = [line for line in earlier if release and line.run.date <= release.date.isoformat()]
    if release and until and until[-1] != last:
        moment = f"release {release.name} ({release.date.isoformat()})"
        yield Since(moment, difference.between(query.run(database, until[-1].number), past))


def _is_before(line: RunLine, past: PastRun) -> bool:
    """Tell whether a recorded run is an earlier one of the same series, and not the same run."""
    return series(line) == series(past) and line.id != past.id and line.run.date <= past.run.date
