"""Define `image-audit history backfill`: audit past commits and record the runs."""

import time
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import click

from audit.cli.audit_run import cluster, github_repositories
from audit.cli.audit_run.auditing import run_description, survey_context
from audit.cli.logging.sigterm import sigterm_as_interrupt
from audit.cli.options.exit_codes import NOTHING
from audit.cli.options.options import cache, jobs, option, profile, today
from audit.cli.options.options import date as dated
from audit.compliance import catalogue
from audit.errors import UserError
from audit.history import backfill
from audit.history.backfill import Step
from audit.history.storage import insert
from audit.history.storage.database import open_database
from audit.model.history.past_run import PastRun
from audit.model.repository import Repository
from audit.policy import shipped_files
from audit.policy.policy import Policy, load
from audit.process import interruptible
from audit.sources.enumeration import selection


@dataclass(frozen=True, slots=True)
class Options:
    """Hold the command line's values as click checked them."""

    history: str
    since: str
    until: str
    every: Step
    config: Path
    cache_folder: Path | None
    cache_size: int
    offline: bool
    jobs: int
    timeout: float
    only: tuple[str, ...]
    include_inactive: bool
    profile: str
    quiet: bool


@click.command("backfill")
@click.option("--history", default="history.sqlite", show_default=True, metavar="PLACE", help="The history.")
@option("--since", callback=dated, required=True, metavar="YYYY-MM-DD", help="The first point.")
@option("--until", callback=dated, metavar="YYYY-MM-DD", help="No point is later [default: today].")
@option(
    "--every",
    type=click.Choice(["week", "month", "quarter", "year"]),
    default="month",
    show_default=True,
    help="From one point to the next.",
)
@option(
    "--config",
    type=click.Path(path_type=Path),
    default="kubeflow",
    show_default=True,
    help="The organisation's file, or the name of a shipped one.",
)
@cache
@option(
    "--cache-size",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    metavar="MEGABYTES",
    help="Room for what was read.",
)
@option("--offline", is_flag=True, help="Leave the network alone: audit what the cache holds.")
@jobs
@option(
    "--timeout",
    type=click.FloatRange(min=1),
    default=600,
    show_default=True,
    metavar="SECONDS",
    help="Time limit of one repository at a time.",
)
@option("--only", multiple=True, metavar="GLOB", help="Audit only repositories whose name fits; may be repeated.")
@option("--include-inactive", is_flag=True, help="Audit the inactive repositories too: then they were active.")
@profile
@option("--quiet", is_flag=True, help="Say nothing but errors.")
def command(**given: object) -> None:
    """Audit past commits straight from git's objects, and put each point on record.

    Each point is what the branches of today pointed to at the end of a day, judged by today's rules as of that day: a
    release that was supported then was supported then. Points that are on record already are left alone.

    \b
    Example:
      image-audit history backfill --since 2019-07-01 --every month
    """  # noqa: D301 - click wants the control character
    with sigterm_as_interrupt():
        code = _filled(Options(**given))  # type: ignore[arg-type]  # click has checked the types
    if code:
        click.get_current_context().exit(code)


def _filled(options: Options) -> int:
    days = tuple(backfill.days(date.fromisoformat(options.since), date.fromisoformat(options.until), options.every))
    if not days:
        raise UserError(f"--since {options.since} is later than --until {options.until}")
    policy = load(shipped_files.named(options.config), options.profile)
    catalogue.refuse_unknown(policy.profile)
    notice = (lambda _: None) if options.quiet else partial(click.echo, err=True)
    policy = github_repositories.complete(policy, today(), notice)
    chosen = selection.select(policy.organization.repositories, options.only, include_inactive=options.include_inactive)
    began = time.perf_counter()
    count = _recorded(chosen, days, policy, options)
    took = time.perf_counter() - began
    if not options.quiet:
        click.echo(f"{count} points in {took:.0f} s, {took / max(count, 1):.1f} s a point", err=True)
    return 0 if count else NOTHING


def _recorded(chosen: tuple[Repository, ...], days: tuple[date, ...], policy: Policy, options: Options) -> int:
    """Record the run of each day and return how many days had one."""
    count = 0
    run = run_description(policy, options.until, options.only)
    room = options.cache_size * 1_000_000  # bytes
    context = survey_context(policy, options.cache_folder, room, options.timeout, offline=options.offline)
    threads = cluster.executor("", options.jobs)
    with open_database(options.history) as database, threads as executor, interruptible(executor):
        before = time.perf_counter()
        for past in backfill.runs(chosen, days, policy, context, executor, run):
            is_new = insert.add_runs(database, [past]) > 0
            count += 1
            if not options.quiet:
                _print(past, time.perf_counter() - before, is_new=is_new)
            before = time.perf_counter()
    context.store.shrink()
    return count


def _print(past: PastRun, seconds: float, *, is_new: bool) -> None:
    total = past.total
    score = "no score" if total.score is None else f"score {total.score:.1f} {total.grade}"
    scope = f"{total.in_scope} in scope of {total.dockerfiles} Dockerfiles on {past.outcomes.audited} branches"
    recorded = "" if is_new else ", on record already"
    click.echo(f"{past.run.date}: {score}, {scope} ({seconds:.1f} s{recorded})", err=True)
