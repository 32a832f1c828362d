"""The tables: one CSV for the Dockerfiles, one for the findings, one for the repositories."""

from reports.table.findings import findings_csv
from reports.table.repositories import repositories_csv
from reports.table.standings import scoreboard_csv

__all__ = ["findings_csv", "repositories_csv", "scoreboard_csv"]
