"""Scoreboards to render: one like a real organisation's, one with nothing in it, one full of hostile names."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from audit.model.component import Owners
from audit.model.evidence import Answer, Evidence, Skipped
from audit.model.finding import Verdict, Waiver, WaiverState
from audit.model.place import Place
from audit.model.priority.blocker import Blocker
from audit.model.scoreboard import Scoreboard, Standing
from audit.model.summary import LedgerLine
from tests.reports.boards import HOSTILE, ROWS, assemble, dockerfile, image, standing


@pytest.fixture(scope="session")
def board() -> Scoreboard:
    """Return an organisation of four repositories and twelve Dockerfiles, with every verdict."""
    return assemble(tuple(standing(rank, row) for rank, row in enumerate(ROWS, 1)))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def empty_board(board: Scoreboard) -> Scoreboard:
    """Return an organisation in which nothing was found."""
    total = replace(board.total, dockerfiles=0, in_scope=0, score=None, grade="", coverage=0.0, priorities=())
    return replace(
        board, total=total, groups=(), repositories=(), standings=(), tallies=(), ledger=(), skipped=(), inactive=()
    )


@pytest.fixture(scope="session")
def hostile_board(board: Scoreboard) -> Scoreboard:
    """Return an organisation whose first row says everything in hostile words, ten thousand letters of them in one."""
    first = board.standings[0]
    path = f"=cmd|{HOSTILE}/{'x' * 10_000}/Dockerfile"
    evil = Evidence(path, 3, f"RUN echo {HOSTILE}\n\t{'y' * 10_000}")
    verdict = Verdict("fail", HOSTILE, 3, (evil,), HOSTILE)
    waiver = Waiver(HOSTILE, HOSTILE, path, HOSTILE, HOSTILE, "2027-01-31", HOSTILE)
    row = replace(
        first,
        place=Place(f"@evil/{HOSTILE}", f"-{HOSTILE}", HOSTILE, f"+{HOSTILE}", f"javascript:alert(1)//{HOSTILE}"),
        component=replace(
            first.component,
            name=HOSTILE,
            dockerfile=dockerfile(path, HOSTILE),
            language=Answer(HOSTILE, "low", (evil,)),
            kind=Answer(HOSTILE, "low", (evil,)),
            owners=Owners((HOSTILE, f"@{HOSTILE}"), (evil,)),
        ),
        scope_reason=HOSTILE,
        runtime=replace(first.runtime, image=image(HOSTILE), family=HOSTILE, release="\ud800"),
        findings=tuple(replace(f, verdict=verdict, waiver=waiver) for f in first.findings),
        blockers=(Blocker(HOSTILE, path, 3, HOSTILE, HOSTILE, "S"),),
        next_step=HOSTILE,
        reason=HOSTILE,
    )
    line = LedgerLine(HOSTILE, HOSTILE, HOSTILE, HOSTILE, "failed", HOSTILE, 0, 0, 0, None, "")
    hostile = assemble((row, *board.standings[1:]))
    return replace(
        hostile,
        ledger=(*board.ledger, line),
        inactive=(line,),
        skipped=(Skipped(HOSTILE, HOSTILE, path, HOSTILE),),
        waivers=(WaiverState(waiver, "faulty", 1, HOSTILE),),
        notices=(HOSTILE,),
    )


@pytest.fixture(scope="session")
def large_board(board: Scoreboard) -> Scoreboard:
    """Return an organisation of 450 Dockerfiles, 100 of them in scope, on 45 lines of the ledger."""
    scoped = [s for s in board.standings if s.in_scope]
    others = [s for s in board.standings if not s.in_scope]
    rows = [_copy(scoped[n % len(scoped)], n, n + 1) for n in range(100)] + [
        _copy(others[n % len(others)], n, 0) for n in range(350)
    ]
    lines = tuple(
        replace(board.ledger[n % len(board.ledger)], repository=f"kubeflow/repository-{n:02}") for n in range(45)
    )
    return replace(assemble(tuple(rows)), ledger=lines)


def _copy(original: Standing, number: int, rank: int) -> Standing:
    """Return the row under another name."""
    path = f"images/{number}/{original.component.dockerfile.path}"
    component = replace(
        original.component,
        name=f"{original.component.name}-{number}",
        dockerfile=replace(original.component.dockerfile, path=path),
    )
    return replace(
        original,
        rank=rank,
        component=component,
        place=replace(original.place, repository=f"kubeflow/repository-{number % 30:02}"),
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium; without one skip, but never where CI promises one."""
    chromium = next(
        (
            path
            for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            if Path(path).exists()
        ),
        None,
    )
    if chromium is None and "CI" not in os.environ:
        pytest.skip("no Chromium here")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        launched = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield launched
        launched.close()
