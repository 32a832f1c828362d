"""`image-audit scan`: run an installed scanner on the published images of a run."""

from pathlib import Path

import click

from audit.cli.audit_run import scanning
from audit.cli.audit_run.scanning import ScanOptions
from audit.cli.logging.sigterm import sigterm_as_interrupt
from audit.cli.options.options import as_of, option
from audit.vulnerabilities.scanning.scanners import SCANNERS


@click.command()
@option(
    "--scanner",
    type=click.Choice([scanner.name for scanner in SCANNERS]),
    default=None,
    help="Which scanner to run [default: the first of these that is installed].",
)
@option(
    "--board",
    type=click.Path(path_type=Path, dir_okay=False),
    default="out/scoreboard.json",
    show_default=True,
    help="The record of the run whose images are scanned.",
)
@option(
    "--scanner-reports",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default="scans",
    show_default=True,
    metavar="DIR",
    help="Folder for the reports, as `run --scanner-reports` reads it.",
)
@option("--jobs", type=click.IntRange(1, 64), default=4, show_default=True, help="Images scanned at the same time.")
@option(
    "--timeout",
    type=click.FloatRange(min=1),
    default=600,
    show_default=True,
    metavar="SECONDS",
    help="Time limit of one image.",
)
@option(
    "--fresh-days",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="A report that is younger than so many days is not made again; 0 makes all again.",
)
@option("--moving-tags", is_flag=True, help="Scan images too that are deployed under a tag such as latest or main.")
@as_of
@option("--quiet", is_flag=True, help="Say nothing but errors.")
def command(**given: object) -> None:
    """Scan the published images of the components in scope with a scanner that is installed here.

    Each is scanned under the tag or digest that is deployed. What has a fresh report, and what is deployed under a tag
    that moves (latest, main), is left out. The scanner brings its own database and credentials for registries; an
    image that it cannot get is skipped with its reason. Nothing is installed.

    Exit codes: 0 done, 2 no scanner or no record of a run, 3 no image has a report.

    \b
    Examples:
      image-audit scan
      image-audit run --offline --scanner-reports scans
      image-audit scan --scanner grype --jobs 8 --fresh-days 7
    """  # noqa: D301 - click wants the control character
    with sigterm_as_interrupt():
        code = scanning.scan(ScanOptions(**given))  # type: ignore[arg-type]  # click has checked the types
    if code:
        click.get_current_context().exit(code)
