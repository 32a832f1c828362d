"""`image-audit run`: crawl, audit, render."""

from pathlib import Path

import click

from audit.cli import enumerated, output
from audit.cli.auditing import Options, audited
from audit.cli.gates import Gates
from audit.cli.interrupt import ended_as_interrupted
from audit.cli.options import as_of, fail_under, option, profile
from audit.cli.program import GATE, NOTHING
from audit.compliance import catalogue
from audit.errors import UserError
from audit.policy import location
from audit.policy.policy import load
from audit.sources import organization
from reports import terminal


@click.command()
@option(
    "--config",
    type=click.Path(path_type=Path),
    default="kubeflow",
    show_default=True,
    help="The organisation's file, or the name of a shipped one: kubeflow, sample.",
)
@option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default="out",
    show_default=True,
    help="Folder for the reports.",
)
@option(
    "--cache",
    "cache_folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for clones and for what was read of them [default: the platform's cache folder].",
)
@option(
    "--cache-size",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    metavar="MEGABYTES",
    help="Room for what was read; what was not used for the longest time goes first.",
)
@option("--no-cache", is_flag=True, help="Read every branch anew, and keep nothing of what was read.")
@option("--offline", is_flag=True, help="Leave the network alone: audit what the cache holds, skip the rest.")
@option("--jobs", type=click.IntRange(1, 256), default=8, show_default=True, help="Repositories read at the same time.")
@option(
    "--timeout",
    type=click.FloatRange(min=1),
    default=600,
    show_default=True,
    metavar="SECONDS",
    help="Time limit of one repository.",
)
@option(
    "--scheduler",
    default="",
    metavar="ADDRESS",
    help="Survey the repositories on the Dask cluster at this address, such as tcp://host:8786, instead of in threads.",
)
@option(
    "--scanner-reports",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Folder with scanners' reports (JSON of Trivy, Grype, OSV-Scanner, CycloneDX) on the published images.",
)
@option("--only", multiple=True, metavar="GLOB", help="Audit only repositories whose name fits; may be repeated.")
@option("--include-inactive", is_flag=True, help="Audit the inactive repositories too.")
@profile
@as_of
@fail_under
@option(
    "--fail-on",
    multiple=True,
    type=click.Choice(["P1", "P2", "P3", "P4", "override"]),
    metavar="PRIORITY",
    help="Leave with exit code 1 when a component has this priority, or with `override` when an override can go;"
    " may be repeated.",
)
@option(
    "--min-coverage",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Leave with exit code 1 when less than PERCENT of the branches could be audited.",
)
@option("--sarif-per-repository", is_flag=True, help="Write sarif/OWNER-NAME.sarif for each repository too.")
@option(
    "--summary-into",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Put the summary into this Markdown file too, between its lines `<!-- image-audit: begin -->` and "
    "`<!-- image-audit: end -->`.",
)
@option("--quiet", is_flag=True, help="Say nothing but errors.")
@option("--verbose", is_flag=True, help="Say what each repository brought.")
def command(**given: object) -> None:
    """Audit an organisation's repositories and write the scoreboard.

    \b
    Examples:
      image-audit run --config config/sample.yaml
      image-audit run --only 'kubeflow/katib' --only 'kubeflow/trainer' --output out/training
      image-audit run --profile current --fail-on P1
    """  # noqa: D301 - click wants the control character
    with ended_as_interrupted():
        code = _run(Options(**given))  # type: ignore[arg-type]  # click has checked the types
    if code:
        click.get_current_context().exit(code)


def _run(options: Options) -> int:
    policy = load(location.named(options.config), options.profile)
    catalogue.refuse_unknown(policy.profile)
    policy = enumerated.complete(policy, options.date, quiet=options.quiet)
    chosen = organization.select(
        policy.organization.repositories,
        options.only,
        include_inactive=options.include_inactive,
    )
    if not chosen:
        raise UserError(f"no repository of {policy.organization.name} fits --only {' '.join(options.only) or '(none)'}")
    if options.summary_into:
        output.refuse_unmarked(options.summary_into)
    scoreboard, render = audited(chosen, policy, options)
    output.write(options.output, render(scoreboard))
    if options.summary_into:
        output.write_section(options.summary_into, scoreboard)
    if not options.quiet:
        terminal.conclude(scoreboard, options.output)
    if not scoreboard.outcomes.coverage:
        click.echo("image-audit: nothing could be audited; the ledger says why", err=True)
        return NOTHING
    failed = tuple(Gates(options.fail_under, options.fail_on, options.min_coverage).failed(scoreboard))
    for sentence in failed:
        click.echo(f"image-audit: gate failed: {sentence}", err=True)
    return GATE if failed else 0
