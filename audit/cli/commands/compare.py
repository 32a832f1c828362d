"""`image-audit compare`: compare two scanners' reports of one image."""

from pathlib import Path
from typing import get_args

import click

from audit.cli.options.exit_codes import GATE, NOTHING
from audit.cli.options.options import option
from audit.model.vulnerabilities.comparison import Comparison, ComparisonVerdict
from audit.policy import vulnerabilities
from audit.vulnerabilities.comparison.comparable import ComparisonTerms
from audit.vulnerabilities.comparison.compare import compare
from audit.vulnerabilities.report_files import load
from reports.comparison import markdown, record, text
from reports.console import terminal

_GATES = tuple(verdict for verdict in get_args(ComparisonVerdict) if verdict in ("equal", "increased"))


@click.command()
@click.argument("old", type=click.Path(exists=True, path_type=Path))
@click.argument("new", type=click.Path(exists=True, path_type=Path))
@option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How the comparison is shown.",
)
@option(
    "--max-database-gap",
    type=click.IntRange(min=0),
    metavar="DAYS",
    help="Largest gap between the two vulnerability databases [default: of config/vulnerabilities.yaml].",
)
@option("--same-image", is_flag=True, help="Both reports are of one image though their names differ or are missing.")
@option("--same-database", is_flag=True, help="Both scans used the same database whatever their dates say.")
@click.option(  # a variable of its own: run's IMAGE_AUDIT_FAIL_ON names priorities
    "--fail-on",
    envvar="IMAGE_AUDIT_COMPARE_FAIL_ON",
    show_envvar=True,
    multiple=True,
    type=click.Choice(_GATES),
    metavar="VERDICT",
    help="Leave with exit code 1 on this verdict, increased or equal; may be repeated.",
)
def command(**given: object) -> None:
    """Compare two scanners' reports of one image: did the count of vulnerabilities go down?

    OLD and NEW are JSON of Trivy, Grype or OSV-Scanner, or CycloneDX with vulnerabilities; which one is seen from the
    content. Distinct flaws are counted, whatever their names. The verdict is reduced, equal, increased, or not
    comparable: another scanner, another database, another image, or a report that saw no packages.

    Exit codes: 0 compared, 1 a gate failed (--fail-on), 2 a file is no report, 3 not comparable.

    \b
    Examples:
      image-audit compare before.json after.json --fail-on increased
      image-audit compare before.json after.json --format markdown --same-image
    """  # noqa: D301, D400 - click wants the control character; the question is the command
    code = _compared(**given)  # type: ignore[arg-type]  # click has checked the types
    if code:
        click.get_current_context().exit(code)


def _compared(  # noqa: PLR0913 - the command line's options
    *,
    old: Path,
    new: Path,
    form: str,
    max_database_gap: int | None,
    same_image: bool,
    same_database: bool,
    fail_on: tuple[str, ...],
) -> int:
    scanning = vulnerabilities.shipped()
    gap = scanning.database_gap_days if max_database_gap is None else max_database_gap
    terms = ComparisonTerms(gap, same_image=same_image, same_database=same_database)
    comparison = compare(load.file(old, scanning), load.file(new, scanning), terms, scanning)
    _show(comparison, form)
    return _code(comparison, fail_on)


def _show(comparison: Comparison, form: str) -> None:
    if form == "text":
        terminal.show(text.render(comparison))
        return
    click.echo((record if form == "json" else markdown).render(comparison), nl=False)


def _code(comparison: Comparison, fail_on: tuple[str, ...]) -> int:
    if comparison.verdict == "not comparable":
        click.echo("image-audit: not comparable; the reasons are above", err=True)
        return NOTHING
    # equal in number and graver is no better than equal
    if comparison.verdict in fail_on or (comparison.verdict == "worse in severity" and "equal" in fail_on):
        click.echo(f"image-audit: gate failed: the count of vulnerabilities is {comparison.verdict}", err=True)
        return GATE
    return 0
