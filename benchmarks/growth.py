"""Growth: organisations of more and more repositories of one size; time should grow with them, memory should not."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks import generate, goal, judging
from benchmarks.generate import Size
from benchmarks.goal import Goal, Measured
from benchmarks.measure import child
from benchmarks.race import Contestant, Figure, race

FILES, DOCKERFILES = 50, 2  # of each repository


def measured(counts: Sequence[int], work: Path) -> Measured:
    """Return what one run over each organisation costs; thousands of repositories take minutes, so each runs once."""
    found = race("growth", [_contestant(count, work) for count in counts], 1)
    shutil.rmtree(work / "growth")
    figures = dict(zip(counts, found, strict=True))
    remarked = tuple(_remarked(each, count, found[0]) for count, each in figures.items())
    return Measured(remarked, _goals(figures) if len(figures) > 1 else ())


def _goals(figures: Mapping[int, Figure]) -> tuple[Goal, ...]:
    least, *_, most = figures.values()
    return goal.linear(figures), goal.peak(f"memory beside that of {least.name}", most, least.peak, 1.1)


def _contestant(count: int, work: Path) -> Contestant:
    place = work / "growth" / str(count)
    corpus = generate.organization(place / "origins", Size(count, count * FILES, count * DOCKERFILES, even=True))
    command = judging.on_disk(corpus.configure(place / "config.yaml"), place / "out")
    return Contestant(
        f"{count:,} repositories", "image-audit run --quiet --config CONFIG", partial(child, command, watched=True)
    )


def _remarked(figure: Figure, count: int, least: Figure) -> Figure:
    each = f"{1000 * figure.seconds / count:.0f} ms a repository"
    more = figure.peak - least.peak
    grown = f", {more / count / DOCKERFILES / 1000:.0f} kB a Dockerfile above {least.name}" if more else ""
    return replace(figure, remark=each + grown)
