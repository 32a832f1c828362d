"""Render the page: one self-contained file of prepared values and templates."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from audit.model.history.difference import Since
from audit.model.scoreboard import Scoreboard
from reports.chart import Chart
from reports.page import assets, rows, view
from reports.page.sections import changes
from reports.text.visible import visible_block


def render(scoreboard: Scoreboard, charts: tuple[Chart, ...], moments: tuple[Since, ...] = ()) -> str:
    """Return `scoreboard.html`: styles, scripts, data and charts in one file that needs no network.

    Changes are shown since each of `moments`.
    """
    template = _environment().get_template("page.html.j2")
    return template.render(
        view=view.build(scoreboard),
        since=changes.build(moments),
        charts=charts,
        data=rows.encode(scoreboard, changes.by_component(moments)),
        assets=assets.load(),
    )


def _environment() -> Environment:
    """Return the environment of the templates, in which all printed text is escaped and made visible."""
    return Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _finalize(value: Any) -> Any:
    """Make printed text visible; text marked safe was made by this program."""
    return visible_block(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
