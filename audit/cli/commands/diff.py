"""Define `image-audit diff`: show what changed between two runs, and why."""

import click

from audit.cli.commands.history import PLACE
from audit.cli.options.exit_codes import GATE
from audit.cli.options.options import option
from audit.history import run_selector
from audit.history.difference import difference
from audit.history.storage.database import open_database
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
    """Return both runs; one from the history is of the other's series."""
    if run_selector.is_file(old) and run_selector.is_file(new):
        return run_selector.from_file(old), run_selector.from_file(new)
    with open_database(history, create=False) as database:
        if run_selector.is_file(new):
            return run_selector.from_database(database, old)[0], run_selector.from_file(new)
        after, line = run_selector.from_database(database, new)
        if run_selector.is_file(old):
            return run_selector.from_file(old), after
        return run_selector.from_database(database, old, line)[0], after


def _code(found: Difference, fail_on: tuple[str, ...]) -> int:
    regressions, flaws, lost = len(found.regressions), len(found.worse), len(found.lost)
    sentences = {
        "regression": (
            f"{regressions} regressions in scope" if regressions else "",
            f"{flaws} vulnerabilities came with other images in scope" if flaws else "",
        ),
        "coverage": (f"{lost} components could not be looked at any more" if lost else "",),
    }
    failed = [sentence for gate in dict.fromkeys(fail_on) for sentence in sentences[gate] if sentence]
    for sentence in failed:
        click.echo(f"image-audit: gate failed: {sentence}", err=True)
    return GATE if failed else 0
