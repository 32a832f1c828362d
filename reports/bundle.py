"""Render all files of one run, by name."""

from collections.abc import Iterator, Mapping

from audit.model.history.difference import HistoryExcerpt
from audit.model.scoreboard import Scoreboard
from reports import badge, page, record, summary, table
from reports.chart import draw, history
from reports.code_scanning import sarif
from reports.difference import markdown
from reports.difference import record as changes
from reports.folder import Content
from reports.text.filename import filenames

_NONE = HistoryExcerpt()  # no history is kept


def render(
    scoreboard: Scoreboard, lookback: HistoryExcerpt = _NONE, *, sarif_per_repository: bool = False
) -> Mapping[str, str | bytes]:
    """Return each report's content under its file name, relative to the output folder."""
    files = pieces(scoreboard, lookback, sarif_per_repository=sarif_per_repository)
    return {name: content if isinstance(content, str | bytes) else "".join(content) for name, content in files}


def pieces(
    scoreboard: Scoreboard, lookback: HistoryExcerpt = _NONE, *, sarif_per_repository: bool = False
) -> Iterator[tuple[str, Content]]:
    """Yield the same as `render` one by one, so that no report is kept in memory while the next is made."""
    charts = (*draw(scoreboard), *history.draw(lookback.points))
    moments = lookback.since
    yield "scoreboard.html", page.render(scoreboard, charts, moments)
    yield from table.write(scoreboard)
    yield "scoreboard.json", record.pieces(scoreboard)
    yield "scoreboard.schema.json", record.schema()
    yield "scoreboard.sarif", sarif.render(scoreboard)
    if sarif_per_repository:
        yield from _logs(scoreboard)
    yield "summary.md", summary.render(scoreboard)
    if moments:
        yield "changes.md", markdown.since(moments)
        yield "changes.json", changes.since(moments)
        yield "changes.schema.json", changes.schema()
    yield from ((f"badges/{name}.svg", svg) for name, svg in badge.draw(scoreboard).items())
    yield from ((f"charts/{chart.name}.svg", chart.svg) for chart in charts)


def _logs(scoreboard: Scoreboard) -> Iterator[tuple[str, str]]:
    """Yield one SARIF file for each repository that was audited."""
    logs = sarif.per_repository(scoreboard)
    names = filenames(logs)
    return ((f"sarif/{names[repository]}.sarif", log) for repository, log in logs.items())
