"""What one night does with the history: it says what changed, is put on record, and old nights go by policy."""

from collections.abc import Iterator, Sequence

from audit.history.difference import difference
from audit.history.records import run_summary
from audit.history.storage import query
from audit.history.storage.database import Database, opened
from audit.history.storage.insert import keep
from audit.history.storage.retention import drop, outlived
from audit.model.history.difference import Lookback, Point, Since
from audit.model.history.past_run import PastRun, RunLine
from audit.model.scoreboard import Scoreboard
from audit.policy import history
from audit.policy.organization.organization import Release


def kept(board: Scoreboard, place: str, releases: Sequence[Release]) -> Lookback:
    """Put a run on record at a place, let the old ones go, and return what the record says up to this run."""
    past = run_summary.of(board)
    with opened(place) as database:
        since = tuple(_since(database, past, releases))
        keep(database, [past])
        drop(database, outlived(query.lines(database), history.shipped()))
        earlier = [each for each in query.lines(database) if _is_before(each, past)]
    # of several runs of a day the last one
    scores = {each.run.date: each.total.score for each in earlier} | {past.run.date: past.total.score}
    return Lookback(since, tuple(Point(day, score) for day, score in sorted(scores.items())))


def _since(database: Database, past: PastRun, releases: Sequence[Release]) -> Iterator[Since]:
    """Yield the difference to the run before, and to the last run up to the last release; each run once."""
    # a night on which nothing could be looked at is none to compare with
    earlier = [each for each in query.lines(database) if _is_before(each, past) and each.outcomes.audited]
    if not earlier:
        return
    last = earlier[-1]
    yield Since(f"the run of {last.run.date}", difference.between(query.whole(database, last.number), past))
    came = [each for each in releases if each.date.isoformat() <= past.run.date]
    release = max(came, key=lambda each: each.date, default=None)
    until = [each for each in earlier if release and each.run.date <= release.date.isoformat()]
    if release and until and until[-1] != last:
        moment = f"release {release.name} ({release.date.isoformat()})"
        yield Since(moment, difference.between(query.whole(database, until[-1].number), past))


def _is_before(line: RunLine, past: PastRun) -> bool:
    """Tell whether a run on record is an earlier one of the same series, and not the same one."""
    one, other = line.run, past.run
    same = (one.organization, one.profile, one.only) == (other.organization, other.profile, other.only)
    return same and line.id != past.id and one.date <= other.date
