"""Crawling a server: a first run beside plain git's shallow, blobless clones; a quiet night beside `git ls-remote`."""

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from audit.model.repository import Repository
from benchmarks import goal
from benchmarks.corpus import Corpus
from benchmarks.goal import Measured
from benchmarks.measure import Cost, child, parallel
from benchmarks.race import Contestant, race
from benchmarks.server import GitServer, serving

_CLONE = ("git", "clone", "--quiet", "--bare", "--depth=1", "--filter=blob:none", "--no-tags")
_FETCH = ("fetch", "--quiet", "--depth=1", "--filter=blob:none", "--no-tags", "origin")


@dataclass(frozen=True, slots=True)
class Scene:
    """Hold what both sides work on, where, and how many repositories at the same time."""

    corpus: Corpus
    work: Path
    jobs: int
    latency: float


def measured(scene: Scene, repeats: int) -> Measured:
    """Return what a first run and a night with nothing changed cost, each beside its floor.

    What such a night asks of the servers is compared with the floor; rendering, which git does not do, stands apart.
    """
    with serving(scene.corpus.root, scene.latency) as server:
        side = _Side(scene, server, scene.corpus.configure(scene.work / "server.yaml", server.url))
        return side.first(repeats) + side.night(repeats)


@dataclass(frozen=True, slots=True)
class _Side:
    """Hold the scene with its server running."""

    scene: Scene
    server: GitServer
    config: Path

    @property
    def repositories(self) -> tuple[Repository, ...]:
        """Return what both sides bring."""
        return self.scene.corpus.repositories

    @property
    def _run_command(self) -> str:
        return f"image-audit run --jobs {self.scene.jobs} --config CONFIG"

    def _part(self, name: str) -> str:
        return name + (f", {1000 * self.scene.latency:g} ms" if self.scene.latency else "")

    def first(self, repeats: int) -> Measured:
        """Return the floor and ours with nothing in the cache."""
        part = self._part("first run")
        clone = Contestant("git clone", f"{' '.join(_CLONE)} -b BRANCH URL (x {self.scene.jobs})", self._cloned)
        run = Contestant("run, empty cache", self._run_command, partial(self._crawled, watched=True))
        floor, ours = race(part, (clone, run), repeats)
        goals = (
            goal.wire(f"{part}: bytes on the wire", ours, floor, 2),
            goal.seconds(f"{part}: wall, reports included", ours, floor, 2),
            goal.peak(f"{part}: peak memory", ours, 400e6),
        )
        return Measured((floor, ours), goals)

    def night(self, repeats: int) -> Measured:
        """Return the floor and ours with everything in the cache, and what of ours is no crawling."""
        self._crawled()
        part = self._part("quiet night")
        ask = Contestant("git ls-remote", f"git ls-remote URL HEAD BRANCH (x {self.scene.jobs})", self._asked)
        run = Contestant("run, unchanged", self._run_command, self._run)
        render = Contestant("rendering alone", "python -m benchmarks.rendering OUTPUT", self._rendered)
        rules = Contestant(
            "run, other rules", "image-audit run --offline --profile current --config CONFIG", self._judged
        )
        found = race(part, (ask, run, render, rules), repeats)
        floor, ours, shown, _ = found
        return Measured(found, (goal.seconds(f"{part}: wall without rendering", ours, floor, 1.5, less=shown),))

    def _rendered(self) -> Cost:
        return child((sys.executable, "-m", "benchmarks.rendering", str(self.scene.work / "out")))

    def _judged(self) -> Cost:
        return self._run("--offline", "--profile=current")

    def _cloned(self) -> Cost:
        place = _emptied(self.scene.work / "clones")
        tasks = [_clone(each, f"{self.server.url}/{each.name}", place / each.name) for each in self.repositories]
        return self._metered(lambda: parallel(tasks, self.scene.jobs))

    def _asked(self) -> Cost:
        tasks = [
            [("git", "ls-remote", f"{self.server.url}/{each.name}", "HEAD", *each.branches)]
            for each in self.repositories
        ]
        return self._metered(lambda: parallel(tasks, self.scene.jobs))

    def _crawled(self, *, watched: bool = False) -> Cost:
        _emptied(self.scene.work / "cache")
        return self._run(watched=watched)

    def _run(self, *more: str, watched: bool = False) -> Cost:
        options = {"config": self.config, "output": self.scene.work / "out", "cache": self.scene.work / "cache"}
        given = (f"--{name}={value}" for name, value in options.items())
        command = (sys.executable, "-m", "audit", "run", "--quiet", f"--jobs={self.scene.jobs}", *more, *given)
        return self._metered(lambda: child(command, watched=watched))

    def _metered(self, work: Callable[[], Cost]) -> Cost:
        before = self.server.meter.read()
        cost = work()
        kinds = self.server.meter.read() - before
        return replace(cost, wire=kinds.total(), kinds=kinds)


def _clone(repository: Repository, url: str, place: Path) -> list[Sequence[str]]:
    """Return git's commands for the branches that the audit looks at."""
    first, *more = repository.branches or ("",)
    named = (f"--branch={first}",) if first else ()
    commands: list[Sequence[str]] = [(*_CLONE, *named, url, str(place))]
    if more:
        references = (f"refs/heads/{branch}:refs/heads/{branch}" for branch in more)
        commands.append(("git", "-C", str(place), *_FETCH, *references))
    return commands


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder
