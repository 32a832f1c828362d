"""Audit repositories as the command line asks: from options to the scoreboard and its renderer."""

import importlib
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from audit import __version__, pipeline
from audit.cli.audit_run import cluster
from audit.cli.logging.stopwatch import Stopwatch
from audit.compliance import catalogue
from audit.model.history.difference import HistoryExcerpt
from audit.model.repository import Repository
from audit.model.scoreboard import Run, Scoreboard
from audit.policy.policy import Policy
from audit.sources.cache import cache_folder, cache_key
from audit.sources.cache.facts_cache import FactsCache
from audit.sources.repository.location import Limits
from audit.survey import Survey, SurveyContext
from audit.vulnerabilities.report_files import load, report_index
from audit.vulnerabilities.report_files.report_index import ReportIndex
from reports.console import terminal
from reports.folder import Content

Render = Callable[[Scoreboard, HistoryExcerpt], Iterable[tuple[str, Content]]]
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """Hold the command line's values as click checked them."""

    config: Path
    output: Path
    cache_folder: Path | None
    cache_size: int
    no_cache: bool
    offline: bool
    jobs: int
    timeout: float
    scheduler: str
    history: str
    scanner_reports: Path | None
    only: tuple[str, ...]
    include_inactive: bool
    include_upstream: bool
    profile: str
    date: str
    fail_under: float | None
    fail_on: tuple[str, ...]
    min_coverage: float | None
    sarif_per_repository: bool
    summary_into: Path | None
    metrics: Path | None
    quiet: bool
    verbose: bool


def audit_repositories(
    chosen: tuple[Repository, ...], policy: Policy, options: Options, stopwatch: Stopwatch
) -> tuple[Scoreboard, Render]:
    """Return the scoreboard and its renderer: pandas and matplotlib are imported while git servers answer."""
    run = run_description(policy, options.date, options.only)
    reports = _reports(options.scanner_reports, policy)
    with (
        ThreadPoolExecutor(1, thread_name_prefix="render") as importer,
        cluster.executor(options.scheduler, options.jobs) as executor,
        terminal.progress(
            len(chosen), quiet=options.quiet or stopwatch.log.structured, verbose=options.verbose
        ) as advance,
    ):
        render = importer.submit(_renderer, sarif_per_repository=options.sarif_per_repository)

        def progress(repository: Repository, survey: Survey) -> None:
            stopwatch.surveyed(repository, survey)
            advance(repository, survey)

        context = _context(policy, options)
        board = pipeline.run(chosen, policy, run, context, executor, progress, stopwatch.begin, reports)
        return board, render.result()


def run_description(policy: Policy, date: str, only: tuple[str, ...] = ()) -> Run:
    """Describe a run: tool, rules, configuration and date."""
    return Run(
        organization=policy.organization.name,
        date=date,
        tool_version=__version__,
        rule_set=catalogue.VERSION,
        profile=policy.profile.name,
        config_digest=policy.digest,
        weights_digest=policy.parts.weights,
        lifecycle_digest=policy.parts.lifecycle,
        priorities_digest=policy.parts.priorities,
        settings_digest=policy.parts.settings,
        only=only,
    )


def _reports(folder: Path | None, policy: Policy) -> ReportIndex:
    """Read the scanners' reports; raise ReportError when there is no such folder."""
    return report_index.NONE if folder is None else report_index.gather(*load.folder(folder, policy.scanning))


def _renderer(*, sarif_per_repository: bool) -> Render:
    render = importlib.import_module("reports.bundle").pieces
    return partial(render, sarif_per_repository=sarif_per_repository)


def _context(policy: Policy, options: Options) -> SurveyContext:
    room = 0 if options.no_cache else options.cache_size * _MEGABYTE
    found = survey_context(policy, options.cache_folder, room, options.timeout, offline=options.offline)
    return replace(found, limits=replace(found.limits, anew=options.no_cache))


def survey_context(policy: Policy, folder: Path | None, room: int, seconds: float, *, offline: bool) -> SurveyContext:
    """Return the context of a survey: a folder for clones and at most `room` bytes of facts, limits."""
    place = (folder or cache_folder.default_folder()).absolute()
    store = FactsCache(place / "facts", cache_key.key(policy.signals), room)
    return SurveyContext(policy.signals, Limits(place, seconds, offline), store, time.monotonic)
