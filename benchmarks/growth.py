"""Growth: organisations of more and more repositories of one size; time should grow with them, memory should not."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks import generate, judging
from benchmarks.generate import Size
from benchmarks.measure import child
from benchmarks.race import Contestant, Figure, race

FILES, DOCKERFILES = 200, 4  # of each repository


def figures(counts: Sequence[int], work: Path, repeats: int) -> tuple[Figure, ...]:
    """Return what a run over each organisation costs, with its time for one repository more."""
    found = race("growth", [_contestant(count, work) for count in counts], repeats)
    shutil.rmtree(work / "growth")
    return tuple(
        replace(each, remark=_remark(each, count, found[0])) for each, count in zip(found, counts, strict=True)
    )


def _contestant(count: int, work: Path) -> Contestant:
    place = work / "growth" / str(count)
    corpus = generate.organization(place / "origins", Size(count, count * FILES, count * DOCKERFILES, even=True))
    command = judging.on_disk(corpus.configure(place / "config.yaml"), place / "out")
    return Contestant(f"{count:,} repositories", "image-audit run --quiet --config CONFIG", partial(child, command))


def _remark(figure: Figure, count: int, least: Figure) -> str:
    each = 1000 * figure.seconds / count
    return f"{each:.0f} ms a repository, {figure.peak / least.peak:.2f} x the memory of {least.name}"
