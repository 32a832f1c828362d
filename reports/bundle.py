"""All files of one run, by name."""

from collections.abc import Mapping

from audit.model.difference import Lookback
from audit.model.scoreboard import Scoreboard
from reports import badge, page, record, sarif, summary, table
from reports.chart import draw, history
from reports.difference import markdown
from reports.difference import record as changes
from reports.filename import filenames

_NONE = Lookback()  # no history is kept


def render(
    scoreboard: Scoreboard, lookback: Lookback = _NONE, *, sarif_per_repository: bool = False
) -> Mapping[str, str | bytes]:
    """Return each report's content under its file name, relative to the output folder."""
    charts = (*draw(scoreboard), *history.draw(lookback.points))
    since = lookback.since
    return {
        "scoreboard.html": page.render(scoreboard, charts, since),
        **table.write(scoreboard),
        "scoreboard.json": record.render(scoreboard),
        "scoreboard.schema.json": record.schema(),
        "scoreboard.sarif": sarif.render(scoreboard),
        **(_logs(scoreboard) if sarif_per_repository else {}),
        "summary.md": summary.render(scoreboard),
        **({"changes.md": markdown.since(since), "changes.json": changes.since(since)} if since else {}),
        **{f"badges/{name}.svg": svg for name, svg in badge.draw(scoreboard).items()},
        **{f"charts/{chart.name}.svg": chart.svg for chart in charts},
        **{f"charts/{chart.name}.png": chart.png for chart in charts},
    }


def _logs(scoreboard: Scoreboard) -> Mapping[str, str]:
    """Return one SARIF file for each repository that was audited."""
    logs = sarif.per_repository(scoreboard)
    names = filenames(logs)
    return {f"sarif/{names[repository]}.sarif": log for repository, log in logs.items()}
