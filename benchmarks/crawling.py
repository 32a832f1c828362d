"""Crawling a server: a first run beside plain git's shallow, blobless clones; a quiet night beside `git ls-remote`."""

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audit.model.repository import Repository
from benchmarks.corpus import Corpus
from benchmarks.measure import Cost, child, parallel
from benchmarks.race import Contestant, Figure, race, times, times_bytes
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


def figures(scene: Scene, repeats: int) -> tuple[Figure, ...]:
    """Return the figures of a first run and of a night with nothing changed, each after its floor.

    What such a night asks of the servers is compared with the floor; rendering, which git does not do, stands apart.
    """
    with serving(scene.corpus.root, scene.latency) as server:
        side = _Side(scene, server, scene.corpus.configure(scene.work / "server.yaml", server.url))
        return (*side.first(repeats), *side.night(repeats))


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

    def first(self, repeats: int) -> tuple[Figure, ...]:
        """Return the floor and ours with nothing in the cache."""
        clone = Contestant("git clone", f"{' '.join(_CLONE)} -b BRANCH URL (x {self.scene.jobs})", self._cloned)
        run = Contestant("run, empty cache", f"image-audit run --jobs {self.scene.jobs} --config CONFIG", self._crawled)
        floor, ours = race("first run", (clone, run), repeats)
        return floor, replace(ours, remark=f"{times(ours, floor)}, {times_bytes(ours, floor)}")

    def night(self, repeats: int) -> tuple[Figure, ...]:
        """Return the floor and ours with everything in the cache, and what of ours is no crawling."""
        self._crawled()
        ask = Contestant("git ls-remote", f"git ls-remote URL HEAD BRANCH (x {self.scene.jobs})", self._asked)
        run = Contestant("run, unchanged", f"image-audit run --jobs {self.scene.jobs} --config CONFIG", self._run)
        render = Contestant("rendering alone", "python -m benchmarks.rendering OUTPUT", self._rendered)
        rules = Contestant(
            "run, other rules", "image-audit run --offline --profile current --config CONFIG", self._judged
        )
        floor, ours, shown, judged = race("quiet night", (ask, run, render, rules), repeats)
        rest = (ours.seconds - shown.seconds) / floor.seconds
        told = f"{times(ours, floor)}, {rest:.2f} x without rendering, {times_bytes(ours, floor)}"
        return floor, replace(ours, remark=told), shown, judged

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

    def _crawled(self) -> Cost:
        _emptied(self.scene.work / "cache")
        return self._run()

    def _run(self, *more: str) -> Cost:
        options = {"config": self.config, "output": self.scene.work / "out", "cache": self.scene.work / "cache"}
        given = (f"--{name}={value}" for name, value in options.items())
        command = (sys.executable, "-m", "audit", "run", "--quiet", f"--jobs={self.scene.jobs}", *more, *given)
        return self._metered(lambda: child(command))

    def _metered(self, work: Callable[[], Cost]) -> Cost:
        before = self.server.meter.bytes
        cost = work()
        return replace(cost, wire=self.server.meter.bytes - before)


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
