"""Define the options that several commands share; each has an environment variable, IMAGE_AUDIT_ and its name."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from audit.cli.logging.log_output import Log
from audit.cli.options import completers
from audit.errors import UserError

F = TypeVar("F", bound=Callable[..., Any])


def option(name: str, *declarations: str, **settings: Any) -> Callable[[F], F]:
    """Return a click option with its environment variable shown in the help."""
    variable = "IMAGE_AUDIT_" + name.removeprefix("--").partition("/")[0].replace("-", "_").upper()
    return click.option(name, *declarations, envvar=variable, show_envvar=True, **settings)


def today() -> str:
    """Return the date of the run: SOURCE_DATE_EPOCH when it is set, else now, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        epoch_date = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UserError(f"SOURCE_DATE_EPOCH is {epoch!r}; expected seconds since 1970") from error
    return epoch_date.date().isoformat()


def date(context: click.Context, parameter: click.Parameter, value: str | None) -> str:  # noqa: ARG001 - click's signature
    """Return an ISO date, today's when none is given."""
    if value is None:
        return today()
    try:
        return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date; expected YYYY-MM-DD") from error


profile = option(
    "--profile",
    default="",
    metavar="NAME",
    shell_complete=completers.profiles,
    help="Set of rules and weights [default: the organisation's].",
)
as_of = option(
    "--date",
    callback=date,
    metavar="YYYY-MM-DD",
    help="Date of the run, which decides what is still supported [default: today].",
)
cache = option(
    "--cache",
    "cache_folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for clones and for what was read of them [default: the platform's cache folder].",
)
jobs = option(
    "--jobs", type=click.IntRange(1, 256), default=8, show_default=True, help="Repositories read at the same time."
)
fail_under = option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="SCORE",
    help="Leave with exit code 1 when the mean score is below SCORE.",
)


def _set_form(context: click.Context, parameter: click.Parameter, value: str) -> None:  # noqa: ARG001 - click's signature
    """Set the form of the log before any other option is read, so that errors in those have it too."""
    context.ensure_object(Log).form = "json" if value == "json" else "text"


def observed(command: F) -> F:
    """Add the options for log and metrics."""
    return _log_format(_metrics(command))


_log_format = option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    is_eager=True,
    expose_value=False,
    callback=_set_form,
    help="How the log on standard error is written: sentences, or a JSON object a line.",
)
_metrics = option(
    "--metrics",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write score, counts, coverage and duration for Prometheus' textfile collector, FILE.prom.",
)
