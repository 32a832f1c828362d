"""Open the database of the history: a SQLite file, or PostgreSQL by its URL; one writer at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from audit.errors import UserError

REVISION = "4"  # of the tables, the last of the migrations' steps
_WAIT = 60  # seconds that a writer waits for another one
_LOCK = 0x696D6167  # a number of our own among PostgreSQL's advisory locks
_EXPECTED = "expected a file, sqlite:///FILE or postgresql://USER@HOST/DATABASE"


class Database:
    """Hold an open history; faults of its database are raised as UserError, without the password."""

    def __init__(self, engine: Engine) -> None:
        """Take an engine whose tables are current."""
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that reads one consistent state."""
        with _faults_as_user_errors(self._engine), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection of the only writer; all it writes is committed when the block ends, or nothing."""
        with _faults_as_user_errors(self._engine), _exclusive(self._engine) as connection:
            yield connection

    def close(self) -> None:
        """Close the database."""
        self._engine.dispose()


@contextmanager
def open_database(place: str, *, create: bool = True) -> Iterator[Database]:
    """Open the history at a path or URL and migrate its tables; without `create` it must exist.

    Raise UserError when it cannot be opened, or was written by a newer program.
    """
    url = _address(place)
    missing = url.database if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists() else None
    if missing and not create:
        raise UserError(f"--history: no history at {missing}; `image-audit run --history {missing}` begins one")
    engine = _engine(url)
    database = Database(engine)
    try:
        _migrate(database)
        yield database
    finally:
        database.close()


def _address(place: str) -> URL:
    """Return the URL that is meant; a path is a SQLite file."""
    if "://" not in place:
        return URL.create("sqlite", database=place)
    try:
        url = make_url(place)
    except ArgumentError as error:
        raise UserError(f"--history: not a URL; {_EXPECTED}") from error
    if url.get_backend_name() not in ("sqlite", "postgresql") or not url.database:
        raise UserError(f"--history: {url.render_as_string()} is no place for a history; {_EXPECTED}")
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url


def _engine(url: URL) -> Engine:
    try:
        if url.get_backend_name() == "sqlite":
            engine = create_engine(url, connect_args={"timeout": _WAIT})
            event.listen(engine, "connect", _settle)
            event.listen(engine, "begin", _begin)
            return engine
        return create_engine(url, isolation_level="REPEATABLE READ")
    except NoSuchModuleError as error:
        raise UserError(f"--history: {url.render_as_string()}: no such driver; {_EXPECTED}") from error
    except ImportError as error:
        needed = "PostgreSQL needs the extra `postgresql` of kubeflow-image-audit; it is not installed"
        raise UserError(f"--history: {needed}") from error


def _settle(connection: Any, _: object) -> None:
    """Turn off the driver's own transactions, which begin late; the journal stays one file."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    alone = connection.get_execution_options().get("alone")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if alone else "BEGIN")


@contextmanager
def _exclusive(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that waits until no other one writes."""
    with engine.connect().execution_options(alone=True) as connection:
        if engine.dialect.name == "postgresql":
            # only a snapshot taken after the lock was acquired holds what another writer committed
            connection = connection.execution_options(isolation_level="READ COMMITTED")  # noqa: PLW2901
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"SET LOCAL lock_timeout = '{_WAIT}s'"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            yield connection


def _migrate(database: Database) -> None:
    """Run the steps that the database has not run yet; a second process finds them done."""
    with database.reading() as connection:
        if MigrationContext.configure(connection).get_current_revision() == REVISION:
            return
    with database.writing() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
        if found is not None and int(found) > int(REVISION):
            raise UserError(f"--history: written by a newer program (tables {found}, this one knows {REVISION})")
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        command.upgrade(config, REVISION)


@contextmanager
def _faults_as_user_errors(engine: Engine) -> Iterator[None]:
    """Raise a fault of the database as UserError of one line."""
    try:
        yield
    except DBAPIError as error:
        said = " ".join(str(error.orig).split())[:300]
        raise UserError(f"--history: {engine.url.render_as_string()}: {said}") from error
