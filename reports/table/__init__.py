"""The tables: one for the Dockerfiles, one for the findings, one for the repositories; as CSV and as Parquet."""

from collections.abc import Iterator

from audit.model.scoreboard import Scoreboard
from reports.table import parquet
from reports.table.findings import findings, findings_csv
from reports.table.repositories import repositories, repositories_csv
from reports.table.standings import scoreboard_csv, standings

__all__ = ["findings_csv", "repositories_csv", "scoreboard_csv", "write"]


def write(scoreboard: Scoreboard) -> Iterator[tuple[str, str | bytes]]:
    """Yield each table with its file name: CSV, and Parquet after them where pyarrow is installed."""
    yield "scoreboard.csv", scoreboard_csv(scoreboard)
    yield "findings.csv", findings_csv(scoreboard)
    yield "repositories.csv", repositories_csv(scoreboard)
    if parquet.HERE:
        yield "scoreboard.parquet", parquet.to_parquet(standings(scoreboard))
        yield "findings.parquet", parquet.to_parquet(findings(scoreboard))
        yield "repositories.parquet", parquet.to_parquet(repositories(scoreboard))
