"""All files of one run, by name."""

from collections.abc import Mapping

from audit.model.scoreboard import Scoreboard
from reports import page, record
from reports.chart import draw
from reports.table import findings_csv, repositories_csv, scoreboard_csv


def render(scoreboard: Scoreboard) -> Mapping[str, str]:
    """Return each report's text under its file name, relative to the output folder."""
    charts = draw(scoreboard)
    return {
        "scoreboard.html": page.render(scoreboard, charts),
        "scoreboard.csv": scoreboard_csv(scoreboard),
        "findings.csv": findings_csv(scoreboard),
        "repositories.csv": repositories_csv(scoreboard),
        "scoreboard.json": record.render(scoreboard),
        "scoreboard.schema.json": record.schema(),
        **{f"charts/{chart.name}.svg": chart.svg for chart in charts},
    }
