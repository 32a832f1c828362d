"""The door to the database: its tables, their steps, and what it says when it cannot be opened."""

from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from audit.errors import UserError
from audit.history.records import identity
from audit.history.storage import query
from audit.history.storage.database import REVISION, open_database
from audit.history.storage.insert import add_runs
from audit.history.storage.tables import METADATA
from audit.model.history.past_run import PastRun
from tests.history.scanning import nightly
from tests.history.storage.test_insert import night
from tests.vulnerabilities.written import flaw


def test_the_steps_lead_to_the_tables_that_the_program_works_with(place: str) -> None:
    with open_database(place) as history, history.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == REVISION


def ranked_by_impact(run: PastRun) -> PastRun:
    """Return a run as it was recorded before there was a rule book of priorities."""
    aged = replace(run, components=tuple(replace(component, impact=50.0) for component in run.components))
    return replace(aged, id=identity.run_id(aged))


def test_a_history_from_before_there_were_scans_keeps_its_runs_and_takes_scans(place: str) -> None:
    with open_database(place) as history:
        add_runs(history, [ranked_by_impact(night("2026-11-20"))])
        with history.writing() as connection:
            config = Config(attributes={"connection": connection})
            config.set_main_option("script_location", "audit:history/storage/migrations")
            config.set_main_option("path_separator", "os")
            command.downgrade(config, "1")
    with open_database(place) as history:
        add_runs(history, [nightly("2026-11-21", flaw("CVE-2026-0001"))])
        assert [query.run(history, 1), query.run(history, 2)] == [
            ranked_by_impact(night("2026-11-20")),
            nightly("2026-11-21", flaw("CVE-2026-0001")),
        ]
        assert [each.flaws[:1] for each in query.run_lines(history)] == [(), (("critical", 0),)]


def test_a_history_of_a_newer_program_is_left_alone(place: str) -> None:
    with open_database(place) as history, history.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '99'"))
    with pytest.raises(UserError) as said, open_database(place):
        pass
    assert str(said.value) == f"--history: written by a newer program (tables 99, this one knows {REVISION})"


def _begun_and_failed(connection: Connection) -> None:
    connection.execute(text("INSERT INTO judged VALUES ('a', 'b')"))
    connection.execute(text("INSERT INTO nowhere VALUES ('a', 'b')"))


def test_what_fails_in_a_block_is_taken_back(place: str) -> None:
    with open_database(place) as history:
        with pytest.raises(UserError, match=r"no such|does not exist"), history.writing() as connection:
            _begun_and_failed(connection)
        with history.reading() as connection:
            assert connection.scalar(text("SELECT count(*) FROM judged")) == 0


@pytest.mark.parametrize(
    ("place", "said"),
    [
        pytest.param("mysql://host/audit", "no place for a history", id="another database"),
        pytest.param("postgresql://auditor:secret@host", "no place for a history", id="no database is named"),
        pytest.param("://", "not a URL", id="no URL"),
    ],
)
def test_what_is_no_place_for_a_history_is_refused(place: str, said: str) -> None:
    with pytest.raises(UserError) as error, open_database(place):
        pass
    assert said in str(error.value)
    assert "secret" not in str(error.value)


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(UserError) as error, open_database("postgresql://auditor:secret@127.0.0.1:1/audit"):
        pass
    assert str(error.value).startswith("--history: postgresql+psycopg://auditor:***@127.0.0.1:1/audit: ")
    assert "secret" not in str(error.value)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database, and long enough to be read as the head of one")
    with pytest.raises(UserError) as error, open_database(str(tmp_path / "notes.txt")):
        pass
    assert str(error.value) == f"--history: sqlite:///{tmp_path}/notes.txt: file is not a database"


def test_looking_at_a_history_makes_none(tmp_path: Path) -> None:
    with pytest.raises(UserError) as error, open_database(str(tmp_path / "none.sqlite"), create=False):
        pass
    where = tmp_path / "none.sqlite"
    assert str(error.value) == f"--history: no history at {where}; `image-audit run --history {where}` begins one"
    assert not where.exists()
