"""The time limit of a repository holds over reading and judging: a clock from outside, which each question moves on."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from audit import facts, time_limit
from audit.model.evidence import Skipped
from audit.model.repository import Entry, Local, Repository, Snapshot
from audit.model.scoreboard import Run, Scoreboard
from audit.scoreboard.gathered import Gathered
from audit.scoreboard.join import join
from audit.scoreboard.judge import judge
from audit.time_limit import Budget, TimeExceeded
from tests.judging import shipped

SLOW = "FROM golang:1.26 AS s0\n" + "".join(f"FROM s{i} AS s{i + 1}\nRUN go build -o /m .\n" for i in range(100))
RUN = Run("sample", "2026-11-23", "", "", "kubeflow-2020", "")


class Tree:
    """Be an opened repository of one Dockerfile."""

    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()

    def __init__(self, name: str, text: str) -> None:
        self.text = text
        self.snapshots: tuple[Snapshot, ...] = (
            Snapshot(name, "main", "1" * 40, "2026-01-01", (Entry("Dockerfile", "file", "Dockerfile"),)),
        )

    def read(self, blobs: object) -> dict[str, bytes | str]:
        """Return the Dockerfile."""
        del blobs
        return {"Dockerfile": self.text.encode()}


def gathered() -> Gathered:
    """Return the facts of a repository with a slow file and of one with a quick one."""
    read = {
        name: facts.gather(Tree(name, text), shipped().signals)
        for name, text in (("a/slow", SLOW), ("a/quick", "FROM a:1\n"))
    }
    repositories = tuple(Repository(name, Local(""), (), "active", "", "", "") for name in read)
    return Gathered(repositories, tuple(fact for found, _ in read.values() for fact in found), ())


def judged(found: Gathered, budget: Budget) -> Scoreboard:
    with time_limit.each_within(budget.within):
        return judge(join(found, shipped()), shipped(), RUN)


def ticks() -> Iterator[float]:
    return map(float, count())


def test_reading_ends_when_its_time_is_over() -> None:
    clock = ticks()

    def ask() -> None:
        if next(clock) > 100:
            raise TimeExceeded("a/slow", "took longer than the limit of 100 s")

    with pytest.raises(TimeExceeded, match="a/slow: took longer than the limit of 100 s"), time_limit.limited(ask):
        facts.gather(Tree("a/slow", SLOW), shipped().signals)
    assert next(clock) == 102


def test_judging_ends_when_the_time_of_its_repository_is_over() -> None:
    found = gathered()
    with pytest.raises(TimeExceeded, match="a/slow: took longer than the limit of 200 s"):
        judged(found, Budget(ticks().__next__, 200, {"a/slow": 195}))
    assert len(judged(found, Budget(ticks().__next__, 200_000, {})).standings) == 2


def test_the_others_go_on_without_it() -> None:
    board = judged(
        gathered().without("a/slow", "took longer than the limit of 15 s"), Budget(ticks().__next__, 9_999, {})
    )
    assert [standing.place.repository for standing in board.standings] == ["a/quick"]
    assert [(line.repository, line.outcome, line.reason) for line in board.ledger] == [
        ("a/quick", "audited", ""),
        ("a/slow", "failed", "took longer than the limit of 15 s"),
    ]


def test_nothing_is_limited_outside_the_block() -> None:
    with time_limit.limited(lambda: None):
        pass
    time_limit.check()
    assert replace(gathered(), seconds={}).seconds == {}
