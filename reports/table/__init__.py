"""The tables: one for the Dockerfiles, one for the findings, one for the repositories; as CSV and as Parquet."""

from collections.abc import Mapping

from audit.model.scoreboard import Scoreboard
from reports.table import parquet
from reports.table.findings import findings, findings_csv
from reports.table.repositories import repositories, repositories_csv
from reports.table.standings import scoreboard_csv, standings

__all__ = ["findings_csv", "repositories_csv", "scoreboard_csv", "write"]


def write(scoreboard: Scoreboard) -> Mapping[str, str | bytes]:
    """Return each table under its file name: CSV, and Parquet beside it where pyarrow is installed."""
    return {
        "scoreboard.csv": scoreboard_csv(scoreboard),
        "findings.csv": findings_csv(scoreboard),
        "repositories.csv": repositories_csv(scoreboard),
        **(_columnar(scoreboard) if parquet.HERE else {}),
    }


def _columnar(scoreboard: Scoreboard) -> Mapping[str, bytes]:
    """Return the tables as Parquet."""
    return {
        "scoreboard.parquet": parquet.to_parquet(standings(scoreboard)),
        "findings.parquet": parquet.to_parquet(findings(scoreboard)),
        "repositories.parquet": parquet.to_parquet(repositories(scoreboard)),
    }
