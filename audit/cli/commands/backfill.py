"""`image-audit history backfill`: past commits are audited and put on record."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import click

from audit.cli.audit_run import cluster, github_repositories
from audit.cli.audit_run.auditing import run_description, survey_context
from audit.cli.logging.sigterm import sigterm_as_interrupt
from audit.cli.options.exit_codes import NOTHING
from audit.cli.options.options import date as dated
from audit.cli.options.options import option, profile, today
from audit.compliance import catalogue
from audit.errors import UserError
from audit.history import backfill
from audit.history.backfill import Step
from audit.history.storage import insert
from audit.history.storage.database import opened
from audit.model.history.past_run import PastRun
from audit.model.repository import Repository
from audit.policy import shipped_files
from audit.policy.policy import Policy, load
from audit.process import interruptible
from audit.sources.enumeration import selection

_MEGABYTE = 1_000_000


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
    help="Room for what was read.",
)
@option("--offline", is_flag=True, help="Leave the network alone: audit what the cache holds.")
@option("--jobs", type=click.IntRange(1, 256), default=8, show_default=True, help="Repositories read at the same time.")
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
    asked = tuple(backfill.days(date.fromisoformat(options.since), date.fromisoformat(options.until), options.every))
    if not asked:
        raise UserError(f"--since {options.since} is later than --until {options.until}")
    policy = load(shipped_files.named(options.config), options.profile)
    catalogue.refuse_unknown(policy.profile)
    policy = github_repositories.complete(policy, today(), _teller(quiet=options.quiet))
    chosen = selection.select(policy.organization.repositories, options.only, include_inactive=options.include_inactive)
    began = time.perf_counter()
    count = _kept(chosen, asked, policy, options)
    if not options.quiet:
        took = time.perf_counter() - began
        click.echo(f"{count} points in {took:.0f} s, {took / max(count, 1):.1f} s a point", err=True)
    return 0 if count else NOTHING


def _teller(*, quiet: bool) -> Callable[[str], None]:
    """Return what says a notice, or nothing."""
    return (lambda _: None) if quiet else partial(click.echo, err=True)


def _kept(chosen: tuple[Repository, ...], asked: tuple[date, ...], policy: Policy, options: Options) -> int:
    count = 0
    what = run_description(policy, options.until, options.only)
    known = survey_context(
        policy, options.cache_folder, options.cache_size * _MEGABYTE, options.timeout, offline=options.offline
    )
    with opened(options.history) as database, cluster.executor("", options.jobs) as executor, interruptible(executor):
        before = time.perf_counter()
        for each in backfill.points(chosen, asked, policy, known, executor, what):
            fresh = insert.keep(database, [each])
            count += 1
            if not options.quiet:
                _tell(each, time.perf_counter() - before, fresh=bool(fresh))
            before = time.perf_counter()
    known.store.shrink()
    return count


def _tell(each: PastRun, seconds: float, *, fresh: bool) -> None:
    score = "no score" if each.total.score is None else f"score {each.total.score:.1f} {each.total.grade}"
    said = f"{each.total.in_scope} in scope of {each.total.dockerfiles} Dockerfiles on {each.outcomes.audited} branches"
    click.echo(f"{each.run.date}: {score}, {said} ({seconds:.1f} s{'' if fresh else ', on record already'})", err=True)
