"""A run on record: once, whole, and in any database."""

from dataclasses import replace

from sqlalchemy import func, select

from audit.history.records import run_summary
from audit.history.storage import query
from audit.history.storage.database import open_database
from audit.history.storage.insert import add_runs
from audit.history.storage.retention import delete_runs
from audit.history.storage.tables import JUDGED
from audit.model.evidence import Skipped
from audit.model.history.past_run import PastRun
from audit.model.scoreboard import Scoreboard
from tests.history.boards import ALPINE, GOOD, Tree, board

HERE = {"Dockerfile": ALPINE, "images/Dockerfile": GOOD}


def night(date: str, web: str = ALPINE) -> PastRun:
    """Return what stays of a run over two Dockerfiles."""
    return run_summary.summarize(board(Tree("acme/web", HERE | {"Dockerfile": web}), date=date))


def test_what_is_kept_comes_back_as_it_was(place: str) -> None:
    missed = (Skipped("acme/api", "", "", "the server did not answer"),)
    past = run_summary.summarize(
        board(Tree("acme/web", HERE | {"bad/Dockerfile": "FROM"}), missed=missed), backfilled=True
    )
    with open_database(place) as history:
        add_runs(history, [past])
        assert query.run(history, 1) == past
    assert [each.path for each in past.skipped] == ["bad/Dockerfile"]
    assert [(each.repository, each.outcome) for each in past.branches] == [
        ("acme/api", "skipped"),
        ("acme/web", "read"),
    ]


def test_the_same_run_twice_is_one_run(place: str) -> None:
    past = night("2026-11-22")
    with open_database(place) as history:
        assert [add_runs(history, [past]), add_runs(history, [past])] == [1, 0]
    with open_database(place) as history:
        assert [each.id for each in query.run_lines(history)] == [past.id]


def test_a_run_whose_facts_came_from_the_cache_is_the_same_run() -> None:
    fresh = board(Tree("acme/web", HERE))
    lines = tuple(replace(each, outcome="unchanged") for each in fresh.ledger)
    counts = replace(fresh.outcomes, audited=0, unchanged=1)
    assert run_summary.summarize(replace(fresh, ledger=lines, outcomes=counts)) == run_summary.summarize(fresh)


def test_a_judgement_that_stays_the_same_is_kept_once(place: str) -> None:
    with open_database(place) as history:
        add_runs(history, [night("2026-11-20"), night("2026-11-21"), night("2026-11-22", web=GOOD)])
        with history.reading() as connection:
            # two on the first two nights; on the third another one of the changed file
            assert connection.scalar(select(func.count()).select_from(JUDGED)) == 3


def test_runs_are_listed_by_date_in_the_order_in_which_they_came(place: str) -> None:
    runs = [night("2026-11-22"), night("2026-11-20"), night("2026-11-22", web=GOOD)]
    with open_database(place) as history:
        add_runs(history, runs)
        assert [(each.number, each.id) for each in query.run_lines(history)] == [
            (2, runs[1].id),
            (1, runs[0].id),
            (3, runs[2].id),
        ]


def test_a_run_that_goes_takes_along_what_no_other_run_has(place: str) -> None:
    with open_database(place) as history:
        add_runs(history, [night("2026-11-20"), night("2026-11-21", web=GOOD)])
        delete_runs(history, [1])
        with history.reading() as connection:
            assert connection.scalar(select(func.count()).select_from(JUDGED)) == 2
        assert query.run(history, 2) == night("2026-11-21", web=GOOD)


def test_hostile_names_come_back_and_no_database_chokes_on_them(place: str, hostile: Scoreboard) -> None:
    past = run_summary.summarize(hostile)
    with open_database(place) as history:
        add_runs(history, [past])
        assert query.run(history, 1) == past
