"""Write the tables of a run, of Dockerfiles, of findings and of repositories, as CSV and as Parquet."""

from collections.abc import Iterator

from audit.model.columns import findings, repositories
from audit.model.columns.components import COMPONENTS
from audit.model.scoreboard import Scoreboard
from reports.table import parquet, table
from reports.table.table import Table


def write(scoreboard: Scoreboard) -> Iterator[tuple[str, str | bytes]]:
    """Yield each table with its file name: CSV, and Parquet after them where pyarrow is installed."""
    yield from ((f"{name}.csv", table.to_csv(found)) for name, found in _tables(scoreboard))
    if parquet.HERE:
        yield from ((f"{name}.parquet", parquet.to_parquet(found)) for name, found in _tables(scoreboard))


def _tables(scoreboard: Scoreboard) -> Iterator[tuple[str, Table]]:
    run = scoreboard.run
    yield "scoreboard", table.of(COMPONENTS, scoreboard.standings, run)
    yield "findings", table.of(findings.FINDINGS, findings.rows(scoreboard), run)
    yield "repositories", table.of(repositories.REPOSITORIES, repositories.rows(scoreboard), run)
