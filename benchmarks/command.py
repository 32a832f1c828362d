"""The command `python -m benchmarks`: measure, then print one table."""

import os
import platform
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks import corpus, crawling, generate, growth, judging, page, peers, table
from benchmarks.crawling import Scene
from benchmarks.generate import Size
from benchmarks.goal import Measured

_PARTS = ("judging", "crawling", "page", "growth")


@dataclass(frozen=True, slots=True)
class _Options:
    """Hold the command line's values as click checked them."""

    repeats: int
    repositories: int
    files: int
    dockerfiles: int
    repositories_from: Path | None
    jobs: int
    latency: tuple[float, ...]
    growth: tuple[int, ...]
    rows: int
    part: tuple[str, ...]


def _counts(context: click.Context, parameter: click.Parameter, value: str) -> tuple[int, ...]:  # noqa: ARG001 - click's
    try:
        return tuple(sorted(int(each) for each in value.split(",")))
    except ValueError as error:
        raise click.BadParameter(f"{value!r}; expected numbers with commas between them") from error


@click.command(context_settings={"show_default": True})
@click.option("--repeats", type=click.IntRange(1), default=5, help="How often each figure is taken, but for growth.")
@click.option("--repositories", type=click.IntRange(1), default=45, help="Of the generated organisation.")
@click.option("--files", type=click.IntRange(1), default=60_000, help="Of the generated organisation.")
@click.option("--dockerfiles", type=click.IntRange(1), default=450, help="Of the generated organisation.")
@click.option(
    "--repositories-from",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with bare repositories OWNER/NAME and a config.yaml that names them, instead of generated ones.",
)
@click.option("--jobs", type=click.IntRange(1), default=8, help="Repositories at the same time, on both sides.")
@click.option(
    "--latency",
    type=click.FloatRange(0),
    default=(0, 50),
    multiple=True,
    help="Milliseconds before the server answers a request; crawling is measured with each.",
)
@click.option(
    "--growth", callback=_counts, default="10,100,1000,5000", help="Repositories of the growing organisations."
)
@click.option("--rows", type=click.IntRange(1), default=5_000, help="Of the page that is looked at.")
@click.option("--part", multiple=True, type=click.Choice(_PARTS), default=_PARTS, help="What to measure.")
def main(**given: object) -> None:
    """Measure speed and memory beside hadolint, trivy and plain git, all in one run, and print one table."""
    options = _Options(**given)  # type: ignore[arg-type]  # click has checked the types
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        found = sum(_measured(options, Path(folder)), Measured((), ()))
    click.echo(f"{_machine()}; min and median of {options.repeats}, growth once\n")
    click.echo(table.goals(found.goals))
    click.echo(table.figures(found.figures))
    for sentence in peers.absent() if "judging" in options.part else ():
        click.echo(sentence)


def _measured(options: _Options, work: Path) -> Iterator[Measured]:
    """Yield what the parts that are asked for find."""
    if {"judging", "crawling", "page"} & set(options.part):
        chosen = corpus.find(options.repositories_from) if options.repositories_from else _generated(options, work)
        if "judging" in options.part:
            yield judging.measured(chosen, work, options.repeats)
        if "crawling" in options.part:
            for latency in options.latency:
                yield crawling.measured(Scene(chosen, work, options.jobs, latency / 1000), options.repeats)
        if "page" in options.part:
            yield page.measured(chosen, work, options.rows, options.repeats)
    if "growth" in options.part:
        yield growth.measured(options.growth, work)


def _generated(options: _Options, work: Path) -> corpus.Corpus:
    size = Size(options.repositories, options.files, options.dockerfiles)
    return generate.organization(work / "origins", size)


def _machine() -> str:
    """Return on what it was measured: how busy the machine was decides how far wall times can be trusted."""
    load = f"load {os.getloadavg()[0]:.1f}, " if hasattr(os, "getloadavg") else ""
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    return f"{system}, {load}Python {platform.python_version()}"
