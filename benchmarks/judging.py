"""Judging what lies on disk: the audit beside hadolint and trivy over the same Dockerfiles, and part by part."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks import goal, peers
from benchmarks.corpus import Corpus
from benchmarks.goal import Measured
from benchmarks.measure import Cost, child, environment
from benchmarks.race import Contestant, Figure, race, times

_PART = "judging"
_AUDIT = (sys.executable, "-m", "audit")


def measured(corpus: Corpus, work: Path, repeats: int) -> Measured:
    """Return the peers' figures, then ours with the ratios to each of them, then our parts."""
    config = corpus.configure(work / "disk.yaml")
    folder = work / "dockerfiles"
    child((sys.executable, "-m", "benchmarks.reading", str(config), str(folder)))
    child(on_disk(config, work / "out"))  # the aim is for Dockerfiles that lie in the cache
    others = peers.present(folder, work)
    found = race(_PART, (*others, *_ours(config, folder, work)), repeats)
    rivals = found[: len(others)]
    ours = [replace(each, remark=", ".join(times(each, rival) for rival in rivals)) for each in found[len(others) :]]
    goals = (
        goal.seconds(f"{_PART}: {each.name}, classification and reports included", each, rival, 1)
        for each in ours[:2]
        for rival in rivals
    )
    return Measured((*rivals, *ours, *_parts(config, repeats, rivals)), tuple(goals))


def on_disk(config: Path, output: Path) -> tuple[str, ...]:
    """Return the command that audits repositories on disk and writes the reports."""
    return (*_AUDIT, "run", "--quiet", f"--config={config}", f"--output={output}", f"--cache={output}-cache")


def _ours(config: Path, folder: Path, work: Path) -> tuple[Contestant, ...]:
    check = (*_AUDIT, "check", "--format=json", str(folder))
    imports = (sys.executable, "-c", "import audit.cli.commands.run")
    return (
        Contestant("check", "image-audit check --format json FOLDER", partial(child, check)),
        Contestant(
            "run on disk",
            "image-audit run --quiet --config CONFIG",
            partial(child, on_disk(config, work / "out")),
        ),
        Contestant("of which start", "python -c 'import audit.cli.commands.run'", partial(child, imports)),
    )


def _parts(config: Path, repeats: int, rivals: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return what each part costs in one process without git; the first two together are what the peers do."""
    command = (sys.executable, "-m", "benchmarks.parts", str(config))
    runs: list[dict[str, tuple[float, float]]] = []
    for turn in range(repeats):
        sys.stderr.write(f"{_PART}: parts ({turn + 1} of {repeats})\n")
        said = subprocess.run(command, env=environment(), stdout=subprocess.PIPE, check=True).stdout
        runs.append(json.loads(said))
    shown = "python -m benchmarks.parts CONFIG"
    parts = [
        Figure(_PART, f"in process: {name}", shown, tuple(Cost(*run[name], 0) for run in runs)) for name in runs[0]
    ]
    both = tuple(
        Cost(first.seconds + second.seconds, first.processor + second.processor, 0)
        for first, second in zip(parts[0].costs, parts[1].costs, strict=True)
    )
    whole = Figure(_PART, "in process: parse and judge", shown, both)
    return *parts, replace(whole, remark=", ".join(times(whole, rival) for rival in rivals))
