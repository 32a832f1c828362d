"""Crawl, audit and render an organisation (`image-audit run`)."""

from pathlib import Path

import click

from audit.cli.audit_run import github_repositories, output
from audit.cli.audit_run.auditing import Options, audit_repositories
from audit.cli.logging.log_output import Log
from audit.cli.logging.sigterm import sigterm_as_interrupt
from audit.cli.logging.stopwatch import Stopwatch
from audit.cli.options import completers, history_option
from audit.cli.options.gates import Gates, gated
from audit.cli.options.options import as_of, cache, jobs, observed, option, profile
from audit.compliance import catalogue
from audit.errors import UserError
from audit.policy import shipped_files
from audit.policy.policy import load
from audit.sources.enumeration import selection
from reports.console import terminal


@click.command()
@option(
    "--config",
    type=click.Path(path_type=Path),
    default="kubeflow",
    show_default=True,
    shell_complete=completers.organizations,
    help="The organisation's file, or the name of a shipped one: kubeflow, sample.",
)
@option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default="out",
    show_default=True,
    help="Folder for the reports.",
)
@cache
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
@jobs
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
@option(
    "--history",
    default="",
    metavar="PLACE",
    help="Put the run on record, and show what changed since: a SQLite file, or postgresql://USER@HOST/DATABASE."
    " Without it nothing is kept.",
)
@option(
    "--only",
    multiple=True,
    metavar="GLOB",
    shell_complete=completers.repositories,
    help="Audit only repositories whose name fits; may be repeated.",
)
@option("--include-inactive", is_flag=True, help="Audit the inactive repositories too.")
@option(
    "--include-upstream",
    is_flag=True,
    help="Audit the projects too that the organisation deploys and does not maintain; no score counts them.",
)
@profile
@as_of
@gated
@option("--sarif-per-repository", is_flag=True, help="Write sarif/OWNER-NAME.sarif for each repository too.")
@option(
    "--summary-into",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Put the summary into this Markdown file too, between its lines `<!-- image-audit: begin -->` and "
    "`<!-- image-audit: end -->`.",
)
@observed
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
    log = click.get_current_context().ensure_object(Log)
    with sigterm_as_interrupt(), log.library_warnings():
        code = _run(Options(**given), log)  # type: ignore[arg-type]  # click has checked the types
    if code:
        click.get_current_context().exit(code)


def _run(options: Options, log: Log) -> int:
    stopwatch = Stopwatch(log, options.quiet)
    stopwatch.begin("configure")
    policy = load(shipped_files.named(options.config), options.profile)
    catalogue.refuse_unknown(policy.profile)
    stopwatch.begin("enumerate")
    policy = github_repositories.complete(policy, options.date, stopwatch.notice)
    chosen = selection.select(
        (*policy.organization.repositories, *(policy.organization.upstream if options.include_upstream else ())),
        options.only,
        include_inactive=options.include_inactive,
    )
    if not chosen:
        raise UserError(f"no repository of {policy.organization.name} fits --only {' '.join(options.only) or '(none)'}")
    if options.summary_into:
        output.check_markers(options.summary_into)
    history_option.check_opens(options.history)
    scoreboard, render = audit_repositories(chosen, policy, options, stopwatch)
    stopwatch.begin("record")
    lookback = history_option.record_run(scoreboard, options.history, policy.organization.releases)
    stopwatch.begin("render")
    output.write(options.output, render(scoreboard, lookback))
    if options.summary_into:
        output.write_section(options.summary_into, scoreboard)
    if not options.quiet:
        terminal.conclude(scoreboard, options.output)
    gates = Gates(options.fail_under, options.fail_on, options.min_coverage)
    timing = stopwatch.end(gates.exit_code(scoreboard, log))
    output.write_metrics(options.metrics, scoreboard, timing)
    return timing.exit_code
