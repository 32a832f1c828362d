"""A place for a history, in each kind of database."""

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from audit.model.evidence import Skipped
from audit.model.scoreboard import Scoreboard
from tests.history import cluster
from tests.history.boards import ALPINE, Tree, board

_NAMES = count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Return the URL of a PostgreSQL server; without one skip, but never where CI promises one."""
    folder = cluster.programs()
    if folder is None:
        if "CI" in os.environ:
            pytest.fail("CI has no PostgreSQL server")
        pytest.skip("no PostgreSQL server here")
    with cluster.started(folder) as url:
        yield url


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return a place where no history is yet."""
    return str(tmp_path / "history.sqlite") if request.param == "SQLite" else database(request)


def database(request: pytest.FixtureRequest) -> str:
    """Return the URL of an empty database."""
    url = request.getfixturevalue("postgres")
    name = f"history_{next(_NAMES)}"
    engine = create_engine(
        f"{url.replace('postgresql', 'postgresql+psycopg', 1)}/postgres", isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{url}/{name}"


@pytest.fixture
def hostile() -> Scoreboard:
    """Return a scoreboard whose texts hold quotes, a NUL, half a character and SQL."""
    name = "'; DROP TABLE run; --\0\ud800\u202e\""
    found = board(Tree("acme/web", {"Dockerfile": ALPINE}))
    row = found.standings[0]
    evil = replace(row, scope_reason=name, component=replace(row.component, name=name))
    line = replace(found.ledger[0], reason=name, branch=name)
    return replace(found, standings=(evil,), ledger=(line,), skipped=(Skipped(name, name, name, name),))
