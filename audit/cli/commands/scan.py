"""`image-audit scan`: an installed scanner over the published images of a run."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from audit.cli.logging.sigterm import sigterm_as_interrupt
from audit.cli.options.exit_codes import NOTHING
from audit.cli.options.options import as_of, option
from audit.errors import UserError
from audit.model.dockerfile import Image
from audit.model.evidence import Skipped
from audit.policy import vulnerabilities
from audit.process import interruptible
from audit.vulnerabilities.scanning import runner, scan_targets, scanners
from audit.vulnerabilities.scanning.runner import ScannedImage, ScannerSetup
from audit.vulnerabilities.scanning.scanners import SCANNERS
from reports.text.visible import name, prose
from reports.text.wording import amount


@click.command()
@option(
    "--scanner",
    type=click.Choice([each.name for each in SCANNERS]),
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
        code = _scan(_Options(**given))  # type: ignore[arg-type]  # click has checked the types
    if code:
        click.get_current_context().exit(code)


@dataclass(frozen=True, slots=True)
class _Options:
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


def _scan(options: _Options) -> int:
    wanted = scan_targets.read(options.board, moving=options.moving_tags)
    scanner, executable = scanners.installed(options.scanner or "")
    setup = ScannerSetup(
        scanner=scanner,
        executable=executable,
        folder=_folder(options.folder),
        seconds=options.timeout,
        fresh_days=options.fresh_days,
        today=date.fromisoformat(options.date),
        scanning=vulnerabilities.shipped(),
    )
    for each in wanted.skipped:
        _say(each, options)
    if fault := runner.prepare(setup):
        click.echo(f"image-audit: the database of {scanner.name} is as it was: {prose(fault)}", err=True)
    return _conclude(_all(wanted.images, setup, options), len(wanted.skipped), options)


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{path}: cannot be made: {error.strerror}") from error
    return path.absolute()


def _all(images: tuple[Image, ...], setup: ScannerSetup, options: _Options) -> Counter[str]:
    """Scan in parallel, say what became of each as it comes, and count."""
    counts: Counter[str] = Counter()
    with (
        ThreadPoolExecutor(options.jobs, thread_name_prefix="scan") as executor,
        interruptible(executor),
    ):
        for task in as_completed([executor.submit(runner.scan, each, setup) for each in images]):
            found = task.result()
            counts[_word(found)] += 1
            _say(found, options)
    return counts


def _word(found: ScannedImage | Skipped) -> str:
    match found:
        case Skipped():
            return "skipped"
        case ScannedImage(fresh=True):
            return "fresh"
        case _:
            return "scanned"


def _say(found: ScannedImage | Skipped, options: _Options) -> None:
    match found:
        case Skipped(repository, _, path, reason):
            click.echo(f"skipped {' '.join(filter(None, (name(repository), name(path))))}: {prose(reason)}", err=True)
        case ScannedImage(image, _, report, fresh) if not options.quiet:
            number = amount(len(report.vulnerabilities), "vulnerability", "vulnerabilities")
            said = "blind: it saw no packages" if report.is_blind else number
            click.echo(f"{'fresh' if fresh else 'scanned'} {name(image)}: {said}")


def _conclude(counts: Counter[str], untried: int, options: _Options) -> int:
    if not options.quiet:
        skipped = counts["skipped"] + untried
        click.echo(f"{counts['scanned']} scanned, {counts['fresh']} fresh, {skipped} skipped, in {options.folder}")
    if counts["scanned"] + counts["fresh"]:
        return 0
    click.echo("image-audit: no image has a report", err=True)
    return NOTHING
