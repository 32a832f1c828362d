"""Scan the published images of a run in parallel and print the outcome of every image."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from audit.cli.options.exit_codes import NOTHING
from audit.errors import UserError
from audit.model.dockerfile import Image
from audit.model.evidence import Skipped
from audit.policy import vulnerabilities
from audit.process import interruptible
from audit.vulnerabilities.scanning import runner, scan_targets, scanners
from audit.vulnerabilities.scanning.runner import ScannedImage, ScannerSetup
from reports.text.visible import name, prose
from reports.text.wording import amount


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """Hold the command line's values as click checked them."""

    scanner: str | None
    board: Path
    folder: Path
    jobs: int
    timeout: float
    fresh_days: int
    moving_tags: bool
    date: str
    quiet: bool


def scan(options: ScanOptions) -> int:
    """Scan the images and return the exit code; raise UserError without a scanner or a record of a run."""
    targets = scan_targets.read(options.board, moving=options.moving_tags)
    setup = _setup(options)
    for skipped in targets.skipped:
        _print(skipped, options)
    if fault := runner.prepare(setup):
        click.echo(f"image-audit: the database of {setup.scanner.name} is as it was: {prose(fault)}", err=True)
    return _conclude(_scan_all(targets.images, setup, options), len(targets.skipped), options)


def _setup(options: ScanOptions) -> ScannerSetup:
    scanner, executable = scanners.installed(options.scanner or "")
    try:
        options.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{options.folder}: cannot be made: {error.strerror}") from error
    return ScannerSetup(
        scanner=scanner,
        executable=executable,
        folder=options.folder.absolute(),
        seconds=options.timeout,
        fresh_days=options.fresh_days,
        today=date.fromisoformat(options.date),
        scanning=vulnerabilities.shipped(),
    )


def _scan_all(images: tuple[Image, ...], setup: ScannerSetup, options: ScanOptions) -> Counter[str]:
    """Print and count the outcomes as they come."""
    counts: Counter[str] = Counter()
    with ThreadPoolExecutor(options.jobs, thread_name_prefix="scan") as executor, interruptible(executor):
        for task in as_completed([executor.submit(runner.scan, image, setup) for image in images]):
            counts[_print(task.result(), options)] += 1
    return counts


def _print(found: ScannedImage | Skipped, options: ScanOptions) -> str:
    """Print one outcome and return it in a word."""
    if isinstance(found, Skipped):
        subject = " ".join(filter(None, (name(found.repository), name(found.path))))
        click.echo(f"skipped {subject}: {prose(found.reason)}", err=True)
        return "skipped"
    outcome = "fresh" if found.fresh else "scanned"
    if not options.quiet:
        number = amount(len(found.report.vulnerabilities), "vulnerability", "vulnerabilities")
        click.echo(f"{outcome} {name(found.image)}: {'blind: it saw no packages' if found.report.is_blind else number}")
    return outcome


def _conclude(counts: Counter[str], untried: int, options: ScanOptions) -> int:
    if not options.quiet:
        skipped = counts["skipped"] + untried
        click.echo(f"{counts['scanned']} scanned, {counts['fresh']} fresh, {skipped} skipped, in {options.folder}")
    if counts["scanned"] + counts["fresh"]:
        return 0
    click.echo("image-audit: no image has a report", err=True)
    return NOTHING
