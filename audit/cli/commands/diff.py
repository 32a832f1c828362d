"""`image-audit diff`: what changed between two runs, and why."""

from contextlib import ExitStack

import click

from audit.cli.commands.history import PLACE
from audit.cli.options.exit_codes import GATE
from audit.cli.options.options import option
from audit.history import run_selector
from audit.history.difference import difference
from audit.history.storage.database import opened
from audit.model.history.difference import Difference
from audit.model.history.past_run import PastRun
from reports.console import terminal
from reports.difference import markdown, record, text

_GATES = ("regression", "coverage")


@click.command()
@click.argument("old")
@click.argument("new", default="latest")
@option(
    "--history",
    default=PLACE,
    show_default=True,
    metavar="PLACE",
    help="Where runs are looked up that are no files: a SQLite file, or postgresql://USER@HOST/DATABASE.",
)
@option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How the difference is shown; `json` holds everything.",
)
@option("--all", "everything", is_flag=True, help="Show also what bears on no score.")
@click.option(  # a variable of its own: run's IMAGE_AUDIT_FAIL_ON names priorities
    "--fail-on",
    envvar="IMAGE_AUDIT_DIFF_FAIL_ON",
    show_envvar=True,
    multiple=True,
    type=click.Choice(_GATES),
    metavar="CHANGE",
    help="Leave with exit code 1 on a `regression` in scope (a finding that came or fell, a waiver that ended, a"
    " vulnerability that came with another image), or on lost `coverage` (what could be looked at before); may be"
    " repeated.",
)
def command(*, old: str, new: str, history: str, form: str, everything: bool, fail_on: tuple[str, ...]) -> None:
    """Show what changed from run OLD to run NEW, and why.

    A run is a scoreboard.json, the id of a run on record, a date (then the last run up to it), `latest` or `previous`.
    Each change has a cause: code (with its commits), rules or weights, lifecycle data, configuration, or coverage.
    Repositories and branches that were renamed, and Dockerfiles that moved, are followed.

    \b
    Examples:
      image-audit diff previous
      image-audit diff 2026-08-01 2026-08-31 --format markdown
      image-audit diff before/scoreboard.json after/scoreboard.json --fail-on regression
    """  # noqa: D301 - click wants the control character
    found = difference.between(*_runs(old, new, history))
    if form == "text":
        terminal.show(text.render(found, everything=everything))
    else:
        click.echo((record if form == "json" else markdown).render(found), nl=False)
    code = _code(found, fail_on)
    if code:
        click.get_current_context().exit(code)


def _runs(old: str, new: str, history: str) -> tuple[PastRun, PastRun]:
    """Return both runs; one that is looked up is of the other's series."""
    with ExitStack() as stack:
        names = [each for each in (old, new) if not run_selector.is_file(each)]
        database = stack.enter_context(opened(history, made=False)) if names else None
        if database is None:
            return run_selector.file(old), run_selector.file(new)
        if run_selector.is_file(new):
            return run_selector.whole(database, old)[0], run_selector.file(new)
        after, line = run_selector.whole(database, new)
        return (
            run_selector.file(old) if run_selector.is_file(old) else run_selector.whole(database, old, line)[0]
        ), after


def _code(found: Difference, fail_on: tuple[str, ...]) -> int:
    flaws = f"{len(found.worse)} vulnerabilities came with other images in scope"
    said = {
        "regression": (
            f"{len(found.regressions)} regressions in scope" if found.regressions else "",
            flaws if found.worse else "",
        ),
        "coverage": (f"{len(found.lost)} components could not be looked at any more" if found.lost else "",),
    }
    failed = [sentence for each in dict.fromkeys(fail_on) for sentence in said[each] if sentence]
    for sentence in failed:
        click.echo(f"image-audit: gate failed: {sentence}", err=True)
    return GATE if failed else 0
