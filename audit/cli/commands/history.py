"""`image-audit history`: the runs on record, thinned, exported and imported."""

from pathlib import Path
from typing import IO

import click

from audit.cli.commands import backfill
from audit.cli.options.options import option
from audit.history.storage import export as transfer
from audit.history.storage import query, retention
from audit.history.storage.database import opened
from audit.policy import history as policy
from reports.console import run_list, terminal

PLACE = "history.sqlite"
_HELP = "The history: a SQLite file, or postgresql://USER@HOST/DATABASE."
# a subcommand takes the group's value, given or of the environment, where it is given none of its own
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
    with opened(history, made=False) as database:
        found = query.lines(database)
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
    with opened(history, made=False) as database:
        found = query.lines(database)
        gone = retention.outlived(found, numbers)
        if not dry_run:
            retention.drop(database, gone)
    click.echo(f"{len(gone)} of {len(found)} runs {'would go' if dry_run else 'went'}")


@command.command()
@place
@click.argument("file", type=click.File("w", encoding="ascii", lazy=True, atomic=True))
def export(history: str, file: IO[str]) -> None:
    """Write all runs as JSON lines into FILE, `-` for standard output."""
    with opened(history, made=False) as database:
        file.writelines(transfer.lines(database))


@command.command("import")
@place
@click.argument("file", type=click.File("r", encoding="utf-8"))
def import_(history: str, file: IO[str]) -> None:
    """Put the runs of an exported FILE on record, `-` for standard input; those that are there are left alone."""
    with opened(history) as database:
        count = transfer.take(database, file, file.name)
    click.echo(f"{count} runs came to the record")
