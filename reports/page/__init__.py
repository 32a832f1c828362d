"""The page: one self-contained file, from the facts that `view` and `rows` prepare and the templates lay out."""

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

    `moments` are those since which changes are shown.
    """
    template = _environment().get_template("page.html.j2")
    return template.render(
        view=view.build(scoreboard),
        since=changes.build(moments),
        charts=charts,
        data=rows.encode(scoreboard, changes.of_components(moments)),
        assets=assets.load(),
    )


def _environment() -> Environment:
    """Return the templates' environment, in which everything that is printed is escaped and made visible."""
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
    """Return what is printed, with nothing hidden in it; text marked safe was made here."""
    return visible_block(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
