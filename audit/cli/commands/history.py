"""Define `image-audit history`: list, thin, export and import recorded runs."""

from pathlib import Path
from typing import IO

import click

from audit.cli.commands import backfill
from audit.cli.options.options import option
from audit.history.storage import export, query, retention
from audit.history.storage.database import open_database
from audit.policy import history as policy
from reports.console import run_list, terminal

PLACE = "history.sqlite"
_HELP = "The history: a SQLite file, or postgresql://USER@HOST/DATABASE."
# a subcommand without the option takes the group's value, given or from the environment
place = click.option("--history", default=PLACE, show_default=True, metavar="PLACE", help=_HELP)


@click.group(invoke_without_command=True)
@option("--history", default=PLACE, show_default=True, metavar="PLACE", help=_HELP)
@option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the runs are listed.",
)
@click.pass_context
def command(context: click.Context, history: str, form: str) -> None:
    """List the runs on record, or do something with them.

    \b
    Examples:
      image-audit run --history history.sqlite
      image-audit history --history history.sqlite
      image-audit history export history.jsonl
    """  # noqa: D301 - click wants the control character
    if context.invoked_subcommand:
        context.default_map = {name: {"history": history} for name in command.commands}
        return
    with open_database(history, create=False) as database:
        found = query.run_lines(database)
    if form == "text":
        terminal.show(run_list.text(found))
    else:
        click.echo(run_list.record(found), nl=False)


command.add_command(backfill.command)


@command.command()
@place
@option("--policy", "chosen", type=click.Path(path_type=Path), help="Another file like config/history.yaml.")
@option("--dry-run", is_flag=True, help="Only say how many would go.")
def thin(history: str, chosen: Path | None, *, dry_run: bool) -> None:
    """Let old runs go, by policy; `run --history` does so by itself."""
    numbers = policy.read(chosen) if chosen else policy.shipped()
    with open_database(history, create=False) as database:
        found = query.run_lines(database)
        deleted = retention.expired(found, numbers)
        if not dry_run:
            retention.delete_runs(database, deleted)
    click.echo(f"{len(deleted)} of {len(found)} runs {'would go' if dry_run else 'went'}")


@command.command("export")
@place
@click.argument("file", type=click.File("w", encoding="ascii", lazy=True, atomic=True))
def export_(history: str, file: IO[str]) -> None:
    """Write all runs as JSON lines into FILE, `-` for standard output."""
    with open_database(history, create=False) as database:
        file.writelines(export.lines(database))


@command.command("import")
@place
@click.argument("file", type=click.File("r", encoding="utf-8"))
def import_(history: str, file: IO[str]) -> None:
    """Put the runs of an exported FILE on record, `-` for standard input; those that are there are left alone."""
    with open_database(history) as database:
        count = export.import_runs(database, file, file.name)
    click.echo(f"{count} runs came to the record")
