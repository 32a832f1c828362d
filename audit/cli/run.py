"""`image-audit run`: crawl, audit, render."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import click

from audit import __version__, pipeline
from audit.cli.options import as_of, fail_under, option, profile
from audit.cli.program import GATE, NOTHING
from audit.compliance import catalogue
from audit.errors import UserError
from audit.model.repository import Repository
from audit.model.scoreboard import Run, Scoreboard
from audit.policy import location
from audit.policy.policy import Policy, load
from audit.sources import cache, organization
from audit.sources.crawl import Limits
from reports import bundle, folder, terminal


@dataclass(frozen=True, slots=True)
class _Gates:
    """Hold the conditions under which a run that was done still fails."""

    under: float | None
    on: tuple[str, ...]


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
    help="Folder for clones [default: the platform's cache folder].",
)
@option("--jobs", type=click.IntRange(1, 256), default=8, show_default=True, help="Repositories read at the same time.")
@option(
    "--timeout",
    type=click.FloatRange(min=1),
    default=600,
    show_default=True,
    metavar="SECONDS",
    help="Time limit of one repository.",
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
    code = _run(_Options(**given))  # type: ignore[arg-type]  # click has checked the types
    if code:
        click.get_current_context().exit(code)


@dataclass(frozen=True, slots=True)
class _Options:
    """Hold the command line's values as click checked them."""

    config: Path
    output: Path
    cache_folder: Path | None
    jobs: int
    timeout: float
    only: tuple[str, ...]
    include_inactive: bool
    profile: str
    date: str
    fail_under: float | None
    fail_on: tuple[str, ...]
    quiet: bool
    verbose: bool


def _run(options: _Options) -> int:
    policy = load(location.named(options.config), options.profile)
    catalogue.refuse_unknown(policy.profile)
    chosen = organization.select(
        policy.organization.repositories,
        options.only,
        include_inactive=options.include_inactive,
    )
    if not chosen:
        raise UserError(f"no repository of {policy.organization.name} fits --only {' '.join(options.only) or '(none)'}")
    scoreboard = _audited(chosen, policy, options)
    _written(options.output, scoreboard)
    if not options.quiet:
        terminal.conclude(scoreboard, options.output)
    if not any(line.outcome == "audited" for line in scoreboard.ledger):
        click.echo("image-audit: nothing could be audited; the ledger says why", err=True)
        return NOTHING
    return _gated(scoreboard, _Gates(options.fail_under, options.fail_on))


def _audited(chosen: tuple[Repository, ...], policy: Policy, options: _Options) -> Scoreboard:
    what = Run(
        organization=policy.organization.name,
        date=options.date,
        tool_version=__version__,
        rule_set=catalogue.VERSION,
        profile=policy.profile.name,
        config_digest=policy.digest,
    )
    limits = Limits((options.cache_folder or cache.default_folder()).absolute(), options.timeout)
    with (
        ThreadPoolExecutor(options.jobs, thread_name_prefix="repository") as executor,
        terminal.progress(len(chosen), quiet=options.quiet, verbose=options.verbose) as advance,
    ):
        return pipeline.run(chosen, policy, what, limits, executor, advance)


def _written(output: Path, scoreboard: Scoreboard) -> None:
    try:
        folder.write(output, bundle.render(scoreboard))
    except OSError as error:
        raise UserError(f"{output}: cannot be written: {os.strerror(error.errno or 0)}") from error


def _gated(scoreboard: Scoreboard, gates: _Gates) -> int:
    """Return the exit code of the gates, and say which one failed."""
    score = scoreboard.total.score
    if gates.under is not None and (score is None or score < gates.under):
        shown = "no score" if score is None else f"{score:.1f}"
        click.echo(f"image-audit: gate failed: {shown} is under {gates.under:g}", err=True)
        return GATE
    met = sorted({each.priority for each in scoreboard.standings} & set(gates.on))
    if met:
        click.echo(f"image-audit: gate failed: there are components of priority {', '.join(met)}", err=True)
        return GATE
    wrong = [each for each in scoreboard.overrides if each.status in ("needless", "stale", "faulty")]
    if wrong and "override" in gates.on:
        places = ", ".join(f"{each.override.place} ({each.status})" for each in wrong)
        click.echo(f"image-audit: gate failed: overrides need a hand: {places}", err=True)
        return GATE
    return 0
